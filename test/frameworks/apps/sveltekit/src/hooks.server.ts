import type { Handle } from '@sveltejs/kit';

/** Replace this with your own login. */
export const handle: Handle = ({ event, resolve }) => {
  const id = event.request.headers.get('x-user');
  if (id) event.locals.user = { id };
  return resolve(event);
};
