import { isRecord } from '../../errors/json';
import { serverError } from './errors';
import type { HandlerOptions } from './handlerOptions';
import type { Hooks } from './hooks';
import type { SafeLogger } from './log';
import { nobody } from './refusal';

/** Finds the id of a user. Undefined only where the app says that its users have none. */
export type UserIdFinder<User> = (user: User, hooks: Hooks, log: SafeLogger) => Promise<string | undefined>;

const HOW_TO_SAY_IT =
  'Return a user with an `id`, or pass `getUserId`, such as `getUserId: (user) => user.accountId`. If your users have no ids, pass `getUserId: () => undefined`: they are then counted by address, and the ids of their jobs are not signed.';

/**
 * Fails closed: users that cannot be told apart would share their limits and their jobs, so that such a request is
 * answered with 500, and the log says what to do.
 */
export function createUserIdFinder<User>(
  getUserId: HandlerOptions<User>['getUserId'],
  owner: string,
): UserIdFinder<User> {
  if (getUserId === undefined) {
    return async (user, _hooks, log) => {
      const candidates = isRecord(user) ? [user.id, user.userId, user.sub, user._id] : [user];
      const id = candidates.map(toId).find((candidate) => candidate !== undefined);
      if (id !== undefined) return id;
      if (isSignedOut(user)) throw nobody();
      log.error(
        `${owner} cannot tell users apart: \`authorize\` returned one without an id. ${HOW_TO_SAY_IT}`,
      );
      throw serverError();
    };
  }
  return async (user, hooks, log) => {
    const found: unknown = await hooks.run('getUserId', () => getUserId(user));
    const id = toId(found);
    if (id !== undefined) return id;
    if (isSignedOut(user)) throw nobody();
    if (found === undefined) return undefined;
    log.error(
      `${owner} cannot tell users apart: \`getUserId\` returned ${kindOf(found)}, which isn't an id. ${HOW_TO_SAY_IT}`,
    );
    throw serverError();
  };
}

/** What a missing id looks like once it has become a string: one id for everybody. */
const NO_IDS = /^(|undefined|null|NaN|-?Infinity|\[object .*)$/;

/** The id as a string: of a string, a number, or an object that knows its own, as MongoDB's `ObjectId` does. */
function toId(value: unknown): string | undefined {
  const text = readId(value);
  return text === undefined || NO_IDS.test(text) ? undefined : text;
}

function readId(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return String(value);
    case 'object':
      break;
    default:
      return undefined;
  }
  // The text of a list, a date or an error is nobody's id.
  if (value === null || Array.isArray(value) || value instanceof Error || value instanceof Date)
    return undefined;
  const own: unknown = 'toHexString' in value ? value.toHexString : value.toString;
  const text: unknown = typeof own === 'function' ? own.call(value) : undefined;
  return typeof text === 'string' ? text : undefined;
}

const NOBODY = new Set<unknown>([null, undefined, false]);

/**
 * What the libraries for logins return for nobody in place of null: `{ user: null }`, `{ data: { user: null }, error }`,
 * `{ userId: null }`.
 */
function isSignedOut(user: unknown, depth = 0): boolean {
  if (!isRecord(user)) return false;
  const said = ['user', 'session', 'userId', 'id', 'sub', '_id', 'claims'].filter((name) =>
    Object.hasOwn(user, name),
  );
  if (said.length > 0) return said.every((name) => NOBODY.has(user[name]));
  return depth === 0 && isSignedOut(user.data, 1);
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 20));
  return value === null || typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}
