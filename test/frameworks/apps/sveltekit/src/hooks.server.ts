import type { Handle } from '@sveltejs/kit';

/** In place of your own login. */
export const handle: Handle = ({ event, resolve }) => {
  const id = event.request.headers.get('x-user');
  if (id) event.locals.user = { id };
  return resolve(event);
};
