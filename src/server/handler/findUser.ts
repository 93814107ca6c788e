import { isPlainObject, isRecord } from '../../errors/json';
import { HttpError } from './errors';
import type { Authorized, HandlerOptions } from './handlerOptions';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { isResponse, nobody, readRefusal } from './refusal';

/** The user whom `authorize` returns for a request. Throws the answer for everybody else. */
export async function findUser<User>(
  authorize: HandlerOptions<User>['authorize'],
  request: Request,
  hooks: Hooks,
  log: SafeLogger,
): Promise<User> {
  // Nobody is known at an open endpoint, and its `User` is `null` where no hook says otherwise.
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
  // The answer of a guard, a redirect to the login for example, would be a user like any other.
  if (isResponse(user) || user instanceof Error) throw (await readRefusal(user, hooks, log)) ?? nobody();
  if (!user) throw nobody();
  const oddity = findOddity(user);
  if (oddity === undefined) return user;
  log.error(
    `\`authorize\` returned ${oddity}, which isn't a user, so nobody was let in. Return the user, or null.`,
  );
  throw nobody();
}

/** What comes back where a query found no row, or where something was not called or awaited. */
function findOddity(user: unknown): string | undefined {
  if (Array.isArray(user)) return 'a list';
  if (typeof user === 'function' || typeof user === 'symbol') return `a ${typeof user}`;
  if (!isRecord(user)) return undefined;
  return isPlainObject(user) && Object.keys(user).length === 0 ? 'an empty object' : undefined;
}
