import { isRecord } from '../../errors/json';
import { networkOf } from '../limits/networkOf';
import { createRateLimiter, type RateLimitHook, type RateLimitOptions } from '../limits/rateLimit';
import { extrasOf } from '../node/nodeRequests';
import { findApiKey, requireApiKey } from './apiKey';
import { errorResponse, HttpError, invalidOptions, serverError } from './errors';
import { type OnServerEvent, type Recorder, type ServerEvent, startRecording } from './events';
import { createSafeLogger, type SafeLogger, type ServerLogger } from './log';
import {
  createOriginPolicy,
  forwardedAddress,
  type OriginOptions,
  type OriginPolicy,
  preflightResponse,
} from './origin';

/** A route handler as Next.js, Hono, Bun, Deno, Remix and Cloudflare workers call it. It never rejects. */
export type RequestHandler = (request: Request) => Promise<Response>;

/** What `authorize` may say: who it is, or that nobody may come in. */
export type Authorized<User> = User | null | undefined | false;

/** What both handlers have in common. */
export interface HandlerOptions<User> extends OriginOptions {
  /**
   * Says who is asking, from the request's cookie or header: the user, or null, which is answered with 401. What it
   * throws is answered with 500, without details; a `Response`, given or thrown, as null is. `'public'` lets everybody in:
   * everybody can then spend your credits.
   *
   * It must not read the request's body.
   */
  authorize:
    | (null extends User ? 'public' : never)
    | ((request: Request) => Authorized<User> | Promise<Authorized<User>>);
  /**
   * The id under which a user is counted, named in events, and owns jobs. It has to stay the same and be nobody else's: an
   * e-mail address only where nobody gets in with one that is not confirmed. Users that it gives `undefined` for
   * are counted by their address, and the ids of their jobs are not signed.
   *
   * @defaultValue the user's `id`, `userId`, `sub` or `_id`, or the user itself when it is a string or a number. A user
   * without any counts as one that it gives `undefined` for, and the log says so once.
   */
  getUserId?: ((user: User) => string | undefined) | undefined;
  /**
   * The account's permanent key. It never leaves the server.
   *
   * @defaultValue the environment variable `DECART_API_KEY`
   */
  apiKey?: string | undefined;
  /** Decart's address. @defaultValue 'https://api.decart.ai' */
  baseUrl?: string | undefined;
  /** How much one user may ask for: numbers, a function of your own, or `false`. */
  rateLimit?: RateLimitOptions | RateLimitHook<User> | false | undefined;
  /** Told of every request when it is over, to meter what users spend and to see abuse. */
  onEvent?: OnServerEvent | undefined;
  /** Where it is written why a request failed on the server. @defaultValue the console */
  logger?: ServerLogger | undefined;
}

/** What an endpoint answers with. `streams`: its body is still under way, and whoever made it will finish the record. */
export interface Answer {
  response: Response;
  streams: boolean;
}

export interface RequestContext<User> {
  request: Request;
  user: User;
  userId: string | undefined;
  apiKey: string;
  recorder: Recorder;
  origins: OriginPolicy;
  log: SafeLogger;
}

/** What makes one endpoint different from another. */
export interface Endpoint<User, Call extends { action: ServerEvent['action'] }> {
  name: string;
  /** Keeps what is counted here apart from what is counted elsewhere, in a store that both share. */
  kind: 'token' | 'proxy';
  methods: readonly string[];
  rateLimit: RateLimitOptions;
  /** What is asked for. Throws a 404 or 405 for anything else. */
  match(request: Request): Call;
  answer(call: Call, context: RequestContext<User>): Promise<Answer>;
}

/** The first thing that a handler does: plain JavaScript can leave out `authorize`, and the options with it. */
export function assertAuthorize(options: { authorize?: unknown } | undefined, name: string): void {
  const authorize = options?.authorize;
  if (authorize === 'public' || typeof authorize === 'function') return;
  throw invalidOptions(
    `${name} needs \`authorize\`: a function that gives the user of a request or null, or 'public' to let everybody in.`,
  );
}

/**
 * The way of every request: from an origin that may ask, for something that there is, by somebody who may, not too
 * often, with a key to do it with. Whatever is thrown on the way becomes the answer here.
 */
export function createHandler<User, Call extends { action: ServerEvent['action'] }>(
  options: HandlerOptions<User>,
  endpoint: Endpoint<User, Call>,
): RequestHandler {
  const { authorize, trustProxy = false } = options;
  const open = authorize === 'public';
  const log = createSafeLogger(options.logger, () => findApiKey(options.apiKey));
  const getUserId = options.getUserId ?? createUserIdFinder(endpoint.name, log);
  const origins = createOriginPolicy(options, endpoint.name, log);
  const limitRate = createRateLimiter<User>(options.rateLimit ?? endpoint.rateLimit);

  async function answer(request: Request, recorder: Recorder): Promise<Answer> {
    if (request.method === 'OPTIONS') {
      return { response: preflightResponse(request, endpoint.methods), streams: false };
    }
    const call = endpoint.match(request);
    recorder.record.action = call.action;
    const user = await findUser(authorize, request);
    const userId = open ? undefined : getUserId(user) || undefined;
    if (userId !== undefined) recorder.record.userId = userId;
    const address = recorder.record.address;
    const who =
      userId !== undefined ? `user:${userId}` : address ? `address:${networkOf(address)}` : 'anonymous';
    await limitRate({ key: `${endpoint.kind}:${who}`, action: call.action, user, request });
    const apiKey = requireApiKey(options.apiKey, log);
    return endpoint.answer(call, { request, user, userId, apiKey, recorder, origins, log });
  }

  return async (request) => {
    const recorder = startRecording(request, options.onEvent, log);
    const address = forwardedAddress(request, trustProxy) ?? extrasOf(request).source?.socket?.remoteAddress;
    if (address !== undefined) recorder.record.address = address;
    let cors = new Headers();
    try {
      cors = origins.check(request);
      const { response, streams } = await answer(request, recorder);
      if (!streams) recorder.finish(response.status);
      return withHeaders(response, cors);
    } catch (error) {
      const refusal = error instanceof HttpError ? error : hide(error, endpoint.name, log);
      recorder.record.code = refusal.code;
      recorder.finish(refusal.status);
      return withHeaders(errorResponse(refusal), cors);
    }
  };
}

async function findUser<User>(authorize: HandlerOptions<User>['authorize'], request: Request): Promise<User> {
  // Nobody is known at an open endpoint, and its `User` is `null` where no hook says otherwise.
  if (authorize === 'public') return null as User;
  let user: Authorized<User> | Response;
  try {
    user = await authorize(request);
  } catch (error) {
    if (!(error instanceof Response)) throw error;
    user = null;
  }
  // The answer of a guard, a redirect to the login for example, would be a user like any other.
  if (!user || user instanceof Response)
    throw new HttpError(401, 'UNAUTHORIZED', 'You are not signed in, or may not do this.');
  return user;
}

/** Finds the id where most logins have it. */
function createUserIdFinder(name: string, log: SafeLogger): (user: unknown) => string | undefined {
  let hasTold = false;
  return (user) => {
    const candidates = isRecord(user) ? [user.id, user.userId, user.sub, user._id] : [user];
    const id = candidates.find(
      (candidate) => candidate !== '' && /^(string|number|bigint)$/.test(typeof candidate),
    );
    if (id !== undefined) return String(id);
    if (!hasTold) {
      log.error(
        `${name} cannot tell users apart: \`authorize\` gave one with no id. They are counted by address, and the ids of their jobs are not signed. Pass \`getUserId\`, such as \`getUserId: (user) => user.accountId\`.`,
      );
    }
    hasTold = true;
    return undefined;
  };
}

/** What a hook of the app's has thrown is for the log alone. */
function hide(error: unknown, name: string, log: SafeLogger): HttpError {
  log.error(`${name} could not answer a request.`, error);
  return serverError();
}

function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}
