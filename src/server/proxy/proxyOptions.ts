import type { CreateTokenOptions } from '@decartai/sdk';
import {
  aFunction,
  aPositiveInteger,
  aString,
  isFunction,
  listOf,
  type Rule,
  rule,
} from '../../errors/checkOptions';
import { type HandlerOptions, type HandlerTimeouts, timeoutsOf } from '../handler/handlerOptions';
import { secretsRule } from '../handler/secretsRule';
import { isModelName, type ProxyCall } from './routes';

/** The names that the SDK knows, for completion, and any other string: a new model needs no new version. */
type ModelName = NonNullable<CreateTokenOptions['allowedModels']>[number];

type Allowed = boolean | Promise<boolean>;

export interface ProxyHandlerOptions<User> extends HandlerOptions<User> {
  /** The path at which the proxy is mounted, `/` for none. @defaultValue '/api/decart' */
  basePath?: string | undefined;
  /** The names of the models that may be used. @defaultValue every model */
  allowedModels?: readonly ModelName[] | undefined;
  /**
   * Returns whether a call may be made, after `allowedModels` has allowed it. Any result but `true` is answered with 403.
   * The body isn't inspected: a user who knows the id of another user's file can use it as a reference image.
   *
   * @defaultValue every call
   */
  allowCall?: ((call: ProxyCall, user: User, request: Request) => Allowed) | undefined;
  /**
   * Returns whether this user may read the metadata of an uploaded file, or delete it: the ids of files aren't signed, so
   * only your server can know whose they are. Any result but `true` is answered with 404. @defaultValue nobody
   */
  allowFileAccess?:
    | ((
        file: { action: 'file.read' | 'file.delete'; fileId: string },
        user: User,
        request: Request,
      ) => Allowed)
    | undefined;
  /**
   * Whether this user may watch a live session: `true` for every user, or a function. To watch, a page needs only the
   * room's name, which is in a subscribe token. Any result but `true` is answered with 403. @defaultValue nobody
   */
  allowWatch?: boolean | ((stream: { room: string }, user: User, request: Request) => Allowed) | undefined;
  /**
   * Whether this user may read how many realtime sessions the account has and uses (`useQuota`): `true` for every user, or
   * a function. Any result but `true` is answered with 404. @defaultValue nobody
   */
  allowQuota?: boolean | ((user: User, request: Request) => Allowed) | undefined;
  /**
   * The secret that signs the ids of jobs, at least 16 characters. Set it if several servers with different keys serve
   * the same users. To change it while jobs are running, pass a list: the first one signs, and all are accepted.
   *
   * @defaultValue derived from the API key
   */
  jobSecret?: string | readonly string[] | undefined;
  /** The largest body that may be sent, in bytes. @defaultValue 2 GiB */
  maxBodySize?: number | undefined;
  /** How long to wait for Decart, for bytes, and for your own functions. */
  timeouts?: Timeouts | undefined;
  /**
   * The server for watching streams: `POST /watch-stream/{room}`.
   *
   * @defaultValue `baseUrl` if that is set, else 'wss://api3.decart.ai'
   */
  realtimeBaseUrl?: string | undefined;
}

export interface Timeouts extends HandlerTimeouts {
  /** Milliseconds until Decart must begin its response, once it has the whole request. @defaultValue 120000 */
  headers?: number | undefined;
  /** Milliseconds in which no byte of a body arrives, in either direction. @defaultValue 60000 */
  idle?: number | undefined;
  /**
   * Milliseconds for which a client may stop reading. Then its connection is closed, and so is the one to Decart. A video
   * that was paused for longer continues with a request for the rest.
   *
   * @defaultValue 300000
   */
  stalled?: number | undefined;
}

export const PROXY_RULES: Readonly<Record<string, Rule>> = {
  basePath: rule('a path', (value) => typeof value === 'string'),
  // One that has a space or a wildcard would allow nothing.
  allowedModels: listOf('a list of at least one name', rule('the name of a model', isModelName), { min: 1 }),
  allowCall: aFunction,
  allowFileAccess: aFunction,
  allowWatch: rule('true, false or a function', isBooleanOrFunction),
  allowQuota: rule('true, false or a function', isBooleanOrFunction),
  jobSecret: secretsRule,
  maxBodySize: aPositiveInteger,
  timeouts: timeoutsOf('headers', 'idle', 'stalled', 'hooks'),
  realtimeBaseUrl: aString,
};

function isBooleanOrFunction(value: unknown): boolean {
  return typeof value === 'boolean' || isFunction(value);
}
