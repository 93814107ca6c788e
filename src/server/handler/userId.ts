import { isPlainObject, isRecord } from '../../errors/json';
import { serverError } from './errors';
import type { HandlerOptions } from './handlerOptions';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { readId } from './readId';
import { nobody } from './refusal';

/** Finds the id of a user. Undefined only where the app allows users without one. */
export type UserIdFinder<User> = (user: User, hooks: Hooks, log: SafeLogger) => Promise<string | undefined>;

const HOW_TO_SAY_IT =
  "Return a user with an `id`, or pass `getUserId`, such as `getUserId: (user) => user.accountId`. If your users have no ids, pass `allowUsersWithoutId: true`: they are then counted by address, and the ids of their jobs aren't signed.";

/** Where the default looks for the id of a user. */
const ID_NAMES = ['id', 'userId', 'sub', '_id'] as const;

/**
 * Fails closed: users that can't be told apart would share their limits and jobs, so such a request is answered with 500,
 * and the log says what to do.
 */
export function createUserIdFinder<User>(
  { getUserId, allowUsersWithoutId = false }: HandlerOptions<User>,
  owner: string,
): UserIdFinder<User> {
  function cannotTell(what: string, log: SafeLogger): Error {
    log.error(`${owner} can't tell users apart: ${what}. ${HOW_TO_SAY_IT}`);
    return serverError();
  }

  /** The response if no id was found for the user. */
  function withoutId(user: User, what: string, log: SafeLogger): undefined {
    if (isSignedOut(user)) throw nobody();
    if (!allowUsersWithoutId) throw cannotTell(what, log);
    return undefined;
  }

  if (getUserId === undefined) {
    return async (user, _hooks, log) => {
      const [name, value] = findCandidate(user) ?? [];
      if (name === undefined) return withoutId(user, '`authorize` returned a user without an id', log);
      const read = readId(value);
      if ('id' in read) return read.id;
      throw cannotTell(`\`authorize\` returned ${name}${read.problem}, which isn't an id`, log);
    };
  }
  return async (user, hooks, log) => {
    const found: unknown = await hooks.run('getUserId', () => getUserId(user));
    if (found === undefined) return withoutId(user, '`getUserId` returned undefined', log);
    const read = readId(found);
    if ('id' in read) return read.id;
    if (isSignedOut(user)) throw nobody();
    throw cannotTell(`\`getUserId\` returned ${read.problem}, which isn't an id`, log);
  };
}

/** The value that should be the id, and its name in the log. */
function findCandidate(user: unknown): [name: string, value: unknown] | undefined {
  // The answer to a question such as "Is the password right?"
  if (user === true) return undefined;
  if (!isRecord(user)) return ['', user];
  for (const name of ID_NAMES) {
    const value = user[name];
    if (!NOBODY.has(value)) return [`a user whose \`${name}\` is `, value];
  }
  return undefined;
}

const NOBODY = new Set<unknown>([null, undefined, false]);
/** Where login libraries put the user's id. */
const WHO_NAMES = ['user', 'session', 'claims', 'data', ...ID_NAMES];
const MAX_DEPTH = 3;

/**
 * What login and database libraries return instead of null when nobody is logged in: `{ user: null }`,
 * `{ data: { user: null }, error }`, `{ userId: null }`, `{ rows: [] }`.
 */
function isSignedOut(user: unknown, depth = 0): boolean {
  if (!isRecord(user) || depth > MAX_DEPTH) return false;
  if (user.error) return true;
  const said = WHO_NAMES.filter((name) => Object.hasOwn(user, name));
  if (said.length > 0)
    return said.every((name) => NOBODY.has(user[name]) || isSignedOut(user[name], depth + 1));
  return isPlainObject(user) && Object.values(user).every(isEmpty);
}

const NOTHING = new Set<unknown>([...NOBODY, 0, '']);

function isEmpty(value: unknown): boolean {
  return NOTHING.has(value) || (Array.isArray(value) && value.length === 0);
}
