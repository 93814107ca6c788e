import { isPlainObject, isRecord } from '../../errors/json';
import { HttpError } from './errors';
import type { Authorized, HandlerOptions } from './handlerOptions';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { isResponse, nobody, readRefusal } from './refusal';

/** The user whom `authorize` returns for a request. Throws the response for everybody else. */
export async function findUser<User>(
  authorize: HandlerOptions<User>['authorize'],
  request: Request,
  hooks: Hooks,
  log: SafeLogger,
): Promise<User> {
  // An open endpoint has no users, so without a hook's result its `User` is `null`.
  if (authorize === 'public') return null as User;
  let user: Authorized<User>;
  try {
    user = await hooks.run('authorize', () => authorize(request));
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const refusal = await readRefusal(error, hooks, log);
    if (refusal === undefined && !isResponse(error)) throw error;
    throw refusal ?? nobody();
  }
  // The response of a guard, for example a redirect to the login, would count as a user.
  if (isResponse(user) || user instanceof Error) throw (await readRefusal(user, hooks, log)) ?? nobody();
  if (!user) throw nobody();
  const oddity = findOddity(user);
  if (oddity === undefined) return user;
  log.error(
    `\`authorize\` returned ${oddity}, which isn't a user, so nobody was let in. Return the user, or null.`,
  );
  throw nobody();
}

/** Typical results if a query found no row, or if a function was not called or awaited. */
function findOddity(user: unknown): string | undefined {
  if (Array.isArray(user)) return 'a list';
  if (typeof user === 'function' || typeof user === 'symbol') return `a ${typeof user}`;
  if (!isRecord(user)) return undefined;
  return isPlainObject(user) && Object.keys(user).length === 0 ? 'an empty object' : undefined;
}
