import {
  aBoolean,
  aFunction,
  aPositiveInteger,
  aString,
  either,
  isFunction,
  listOf,
  milliseconds,
  type Rule,
  rule,
  typeOf,
} from '../../errors/checkOptions';
import { invalidOptions } from '../../errors/invalidOptions';
import type { ConcurrencyOptions } from '../limits/concurrency';
import type { RateLimitHook, RateLimitOptions } from '../limits/rateLimit';
import type { OnServerEvent, WaitUntil } from './events';
import type { ServerLogger } from './log';
import type { OriginOptions } from './origin';
import { plainShape } from './plainShape';

/** The result of `authorize`: the user, or a refusal. */
export type Authorized<User> = User | null | undefined | false;

/** The options of both handlers. */
export interface HandlerOptions<User> extends OriginOptions {
  /**
   * Returns the user of a request, from its cookie or header; or null, which is answered with 401. `'public'` lets
   * everybody in: then everybody can spend your credits. It must not read the request's body.
   *
   * To explain a refusal, return or throw a `Response` with status 401, 402, 403 or 429, or throw an error with such a
   * `status`: the client gets its status, its message and its `Retry-After`. Any other `Response` is answered with 401,
   * and anything else that is thrown with 500, without details.
   *
   * TypeScript infers the type of your user from this function. If it comes after a function that takes the user, write
   * the parameter's type: `authorize: async (request: Request) => …`.
   */
  authorize:
    | (null extends User ? 'public' : never)
    | ((request: Request) => Authorized<User> | Promise<Authorized<User>>);
  /**
   * Returns the id of a user. It is used for limits and events, and as the owner of jobs. It must be stable and unique:
   * use an e-mail address only if you verify addresses. Ids are compared as strings. What isn't an id, or could be the
   * same for two users (binary data, numbers above 2^53), is answered with 500, and the log says so. So is `undefined`,
   * unless `allowUsersWithoutId` is set.
   *
   * @defaultValue the first of the user's `id`, `userId`, `sub` and `_id` that is set, or the user itself if it is a string or
   * a number
   */
  getUserId?: ((user: User) => UserId | undefined | Promise<UserId | undefined>) | undefined;
  /**
   * Whether users without an id may come in: visitors of a demo, or everybody with a shared password. They are counted by
   * their address, and the ids of their jobs aren't signed. With `getUserId` these are the users for whom it returns
   * `undefined`.
   *
   * @defaultValue false: a user without an id is answered with 500, and the log says so
   */
  allowUsersWithoutId?: boolean | undefined;
  /**
   * Returns the address of a request, for limits and events, on runtimes where only their own API knows it.
   *
   * @defaultValue the address in `X-Forwarded-For`, as far as `trustProxy` allows; else `clientAddress` or
   * `getClientAddress()` of the handler's argument; else, on Node, the socket's address
   */
  getAddress?:
    | ((request: Request) => string | null | undefined | Promise<string | null | undefined>)
    | undefined;
  /**
   * The account's permanent key, or a function that returns it for a request: for example from a secret manager, or one
   * key per tenant. It never leaves the server. It is looked up at each request, so that a build without a key works.
   *
   * @defaultValue the environment variable `DECART_API_KEY`
   */
  apiKey?: string | ((request: Request) => string | undefined | Promise<string | undefined>) | undefined;
  /** Decart's address. @defaultValue 'https://api.decart.ai' */
  baseUrl?: string | undefined;
  /**
   * How many requests one user may make: numbers, your own function, or `false`. If the address is known, requests that
   * `authorize` refuses are counted per address, with the same numbers.
   */
  rateLimit?: RateLimitOptions | RateLimitHook<User> | false | undefined;
  /**
   * How many calls may run at the same time, or `false`. Further calls are answered with 429.
   *
   * @defaultValue `{ perUser: 200 }` for the proxy, no limit for tokens
   */
  concurrency?: ConcurrencyOptions | false | undefined;
  /** Called once for every request, when it is over: use it to meter usage and to detect abuse. */
  onEvent?: OnServerEvent | undefined;
  /**
   * Keeps a serverless runtime alive until `onEvent` has finished, and until the account's new limit is known (`capacity:
   * 'quota'`). Without it, Cloudflare Workers, Vercel and similar hosts lose events if `onEvent` is asynchronous.
   */
  waitUntil?: WaitUntil | undefined;
  /** Where errors are logged if a request fails on the server. @defaultValue the console */
  logger?: ServerLogger | undefined;
}

export type UserId = string | number | bigint | { toHexString(): string };

/** The time limits of a handler. */
export interface HandlerTimeouts {
  /**
   * Milliseconds that everything you pass (`authorize`, other functions, stores) may take for one request, in total.
   * After that, the request is answered with 503.
   *
   * @defaultValue 30000
   */
  hooks?: number | undefined;
}

export const DEFAULT_HOOKS_MS = 30_000;

const aHook = either(
  (value) => value === false || isFunction(value),
  plainShape(
    {
      limit: aPositiveInteger,
      window: milliseconds,
      store: rule('an object with a function `hit`', hasFunction('hit')),
    },
    { what: 'an object, a function or false', required: ['limit'] },
  ),
);

const RULES: Readonly<Record<string, Rule>> = {
  authorize: rule("a function, or 'public'", (value) => value === 'public' || isFunction(value)),
  getUserId: aFunction,
  allowUsersWithoutId: aBoolean,
  getAddress: aFunction,
  // A build without secrets has an empty one, so it is checked at each request.
  apiKey: rule('a string or a function', (value) => typeof value === 'string' || isFunction(value), typeOf),
  baseUrl: aString,
  rateLimit: aHook,
  concurrency: either(
    (value) => value === false,
    plainShape(
      {
        perUser: aPositiveInteger,
        total: aPositiveInteger,
        store: rule('an object with functions `enterCall`, `keepCall` and `leaveCall`', (value) =>
          ['enterCall', 'keepCall', 'leaveCall'].every((name) => hasFunction(name)(value)),
        ),
      },
      { what: 'an object or false' },
    ),
  ),
  onEvent: aFunction,
  waitUntil: aFunction,
  logger: rule('an object with a function `error`', hasFunction('error')),
  origins: listOf('a list of origins', aString),
  allowedHosts: listOf('a list of hosts', rule('a host such as "app.example.com"', isHost), { min: 1 }),
  trustProxy: rule(
    'true, false, or the number of proxies',
    (value) => typeof value === 'boolean' || (Number.isInteger(value) && Number(value) >= 0),
  ),
};

/** For users of an older version. */
const adviseOn = (key: string) => (key === 'timeout' ? 'It is now called `timeouts.headers`.' : undefined);

/**
 * Throws `INVALID_OPTIONS` for an unknown option or an invalid value when a handler is created: plain JavaScript and
 * environment variables can contain anything.
 */
export function checkHandlerOptions(
  options: unknown,
  owner: string,
  own: Readonly<Record<string, Rule>>,
): void {
  const authorize =
    typeof options === 'object' && options !== null && 'authorize' in options ? options.authorize : undefined;
  if (authorize === undefined) {
    throw invalidOptions(
      `${owner} needs \`authorize\`: a function that returns the user of a request or null, or 'public' to let everybody in.`,
    );
  }
  plainShape({ ...RULES, ...own }, { adviseOn })(options, owner);
}

/** Whether this can be the name of a requested host: as URLs write it, with or without a port. */
function isHost(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\w.[\]:-]+$/.test(value)) return false;
  const url = `http://${value}`;
  const name = value.replace(/:\d{1,5}$/, '').toLowerCase();
  return URL.canParse(url) && new URL(url).hostname === name && !name.split('.').slice(0, -1).includes('');
}

/** The rule for `timeouts` with these names. */
export function timeoutsOf(...names: string[]): Rule {
  return plainShape(Object.fromEntries(names.map((name) => [name, milliseconds])));
}

/** Accepts objects that have a function of this name. */
export function hasFunction(name: string): (value: unknown) => boolean {
  return (value) => typeof value === 'object' && value !== null && isFunction(Reflect.get(value, name));
}
