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
import type { ProxyCall } from './routes';

/** The names that the SDK knows, for completion, and any other: a new model needs no new version. */
type ModelName = NonNullable<CreateTokenOptions['allowedModels']>[number];

type Allowed = boolean | Promise<boolean>;

export interface ProxyHandlerOptions<User> extends HandlerOptions<User> {
  /** The path at which the proxy is mounted, `/` for none. @defaultValue '/api/decart' */
  basePath?: string | undefined;
  /** The models that may be used, by the names under which they are called. @defaultValue every model */
  allowedModels?: readonly ModelName[] | undefined;
  /**
   * Returns whether a call may be made, after `allowedModels` has let it through. Anything but `true` is answered with 403.
   * What is sent isn't looked into: an uploaded file of another user can be named in it as a reference image by whoever
   * knows its id.
   *
   * @defaultValue every call
   */
  allowCall?: ((call: ProxyCall, user: User, request: Request) => Allowed) | undefined;
  /**
   * Returns whether this user may read the metadata of an uploaded file, or delete it: the ids of files aren't signed, so
   * only your server can know whose they are. Anything but `true` is answered with 404. @defaultValue nobody
   */
  allowFileAccess?:
    | ((
        file: { action: 'file.read' | 'file.delete'; fileId: string },
        user: User,
        request: Request,
      ) => Allowed)
    | undefined;
  /**
   * Whether this user may watch a live session, which takes no more than the room's name out of a subscribe token: `true`
   * for every user, or a function. Anything but `true` is answered with 403. @defaultValue nobody
   */
  allowWatch?: boolean | ((stream: { room: string }, user: User, request: Request) => Allowed) | undefined;
  /**
   * Whether this user may read how many realtime sessions the account has and uses (`useQuota`): `true` for every user, or
   * a function. Anything but `true` is answered with 404. @defaultValue nobody
   */
  allowQuota?: boolean | ((user: User, request: Request) => Allowed) | undefined;
  /**
   * What the ids of jobs are signed with, at least 16 characters. Set it where several servers with different keys answer
   * for the same users. To change it while jobs are running pass a list: the first signs, all are accepted.
   *
   * @defaultValue derived from the API key
   */
  jobSecret?: string | readonly string[] | undefined;
  /** The largest body that may be sent, in bytes. @defaultValue 2 GiB */
  maxBodySize?: number | undefined;
  /** How long to wait for Decart, for bytes, and for what you pass. */
  timeouts?: Timeouts | undefined;
  /**
   * Where streams are watched: `POST /watch-stream/{room}`.
   *
   * @defaultValue `baseUrl` if that is set, else 'wss://api3.decart.ai'
   */
  realtimeBaseUrl?: string | undefined;
}

export interface Timeouts extends HandlerTimeouts {
  /** Milliseconds that Decart may take to begin its answer, once it has the whole request. @defaultValue 120000 */
  headers?: number | undefined;
  /** Milliseconds in which nothing of a body comes, up or down. @defaultValue 60000 */
  idle?: number | undefined;
  /**
   * Milliseconds for which a client may stop reading. Then its connection is closed, and the one to Decart with it. A video
   * that was paused for longer continues with a request for the rest.
   *
   * @defaultValue 300000
   */
  stalled?: number | undefined;
}

export const PROXY_RULES: Readonly<Record<string, Rule>> = {
  basePath: rule('a path', (value) => typeof value === 'string'),
  allowedModels: listOf('a list of at least one name', aString, { min: 1 }),
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
