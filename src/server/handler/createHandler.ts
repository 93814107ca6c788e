import { type ConcurrencyOptions, createConcurrencyLimiter } from '../limits/concurrency';
import { networkOf } from '../limits/networkOf';
import { createRateLimiter, type RateLimitOptions } from '../limits/rateLimit';
import { createRefusedLogins } from '../limits/refusedLogins';
import { requireApiKey } from './apiKey';
import { errorResponse, HttpError, serverError } from './errors';
import { createKeepAlive, type KeepAlive, type Recorder, type ServerEvent, startRecording } from './events';
import { findUser } from './findUser';
import { DEFAULT_HOOKS_MS, type HandlerOptions, type HandlerTimeouts } from './handlerOptions';
import { createHooks, type Hooks } from './hooks';
import { createSafeLogger, type SafeLogger } from './log';
import { createOriginPolicy, forwardedAddress, type OriginPolicy, preflightResponse } from './origin';
import { eventAddress, extrasOf, type RequestEvent, requestOf } from './requestExtras';
import { createUserIdFinder } from './userId';

/**
 * A route handler. Next.js, Hono, Bun, Deno and Cloudflare Workers call it with a `Request`; SvelteKit, Astro, React
 * Router and Remix call it with an object that contains one. It never rejects.
 */
export interface RequestHandler {
  (event: RequestEvent): Promise<Response>;
  // Next.js checks the last overload.
  (request: Request): Promise<Response>;
}

/**
 * The response of an endpoint. `streams`: its body is still being sent, and the endpoint finishes the record itself.
 */
export interface Answer {
  response: Response;
  streams: boolean;
}

/** The state of one request. */
interface Run {
  readonly request: Request;
  readonly recorder: Recorder;
  readonly hooks: Hooks;
  /** Undefined if the app passed no `waitUntil`. */
  readonly keepAlive: KeepAlive | undefined;
  /** Never logs the key once it is known. */
  log: SafeLogger;
}

export interface RequestContext<User> extends Run {
  user: User;
  userId: string | undefined;
  /** Whom the request is counted for: `user:42`, `address:203.0.113.7`. Undefined if nobody is known. */
  who: string | undefined;
  apiKey: string;
  origins: OriginPolicy;
}

/** The differences between endpoints. */
export interface Endpoint<User, Call extends { action: ServerEvent['action'] }> {
  name: string;
  /** Separates the counts of different handlers in a shared store. */
  kind: 'token' | 'proxy';
  methods: readonly string[];
  rateLimit: RateLimitOptions;
  concurrency: ConcurrencyOptions | false;
  timeouts: HandlerTimeouts | undefined;
  /** The requested action. Throws a 404 or 405 for anything else. */
  match(request: Request): Call;
  answer(call: Call, context: RequestContext<User>): Promise<Answer>;
}

/**
 * The checks for every request: it must come from an allowed origin, name an existing route, come from an allowed user,
 * and not exceed the limits; and the server must have a key. Anything that a step throws becomes the response here.
 */
export function createHandler<User, Call extends { action: ServerEvent['action'] }>(
  options: HandlerOptions<User>,
  endpoint: Endpoint<User, Call>,
): (input: Request | RequestEvent) => Promise<Response> {
  const { authorize, apiKey, onEvent, waitUntil } = options;
  const { name, kind } = endpoint;
  const rateLimit = options.rateLimit ?? endpoint.rateLimit;
  const timeout = endpoint.timeouts?.hooks ?? DEFAULT_HOOKS_MS;
  const baseLog = createSafeLogger(options.logger, typeof apiKey === 'string' ? [apiKey.trim()] : []);
  const findId = createUserIdFinder(options, name);
  const origins = createOriginPolicy(options, name, baseLog);
  const limitRate = createRateLimiter<User>(rateLimit);
  const refusedLogins = createRefusedLogins(
    kind,
    typeof rateLimit === 'function' ? endpoint.rateLimit : rateLimit,
  );
  const limitConcurrency = createConcurrencyLimiter(
    options.concurrency ?? endpoint.concurrency,
    kind,
    baseLog,
  );
  const findAddress = createAddressFinder(options, name, baseLog);

  async function identify(request: Request, address: string | undefined, hooks: Hooks) {
    refusedLogins.check(address);
    try {
      const user = await findUser(authorize, request, hooks, baseLog);
      const userId = authorize === 'public' ? undefined : await findId(user, hooks, baseLog);
      return { user, userId };
    } catch (error) {
      const refusal = error instanceof HttpError ? error : hide(error, name, baseLog);
      // Many libraries throw for a forged login, so that a 500 may be a guess too.
      if (!NO_GUESSES.has(refusal.status)) await refusedLogins.count(address, hooks);
      throw refusal;
    }
  }

  async function answer(run: Run): Promise<Answer> {
    const { request, recorder, hooks } = run;
    if (request.method === 'OPTIONS') {
      return { response: preflightResponse(request, endpoint.methods), streams: false };
    }
    const { record } = recorder;
    const call = endpoint.match(request);
    record.action = call.action;
    const { user, userId } = await identify(request, record.address, hooks);
    if (userId !== undefined) record.userId = userId;
    const who =
      userId === undefined ? record.address && `address:${networkOf(record.address)}` : `user:${userId}`;
    await limitRate({ key: `${kind}:${who ?? 'anonymous'}`, action: call.action, user, request }, hooks);
    recorder.onFinish(await limitConcurrency(who, hooks));
    const key = await requireApiKey(apiKey, request, hooks, baseLog);
    run.log = baseLog.hiding(key);
    return endpoint.answer(call, { ...run, user, userId, who, apiKey: key, origins });
  }

  return async (input) => {
    const request = requestOf(input);
    if (request === undefined) {
      baseLog.error(
        `${name} was called without a Request. In Express, Fastify and node:http, use \`toNodeHandler\`.`,
      );
      return errorResponse(serverError());
    }
    const keepAlive = createKeepAlive(waitUntil, request, baseLog);
    const recorder = startRecording(request, { onEvent, keepAlive, timeout, log: baseLog });
    const hooks = createHooks({ owner: name, timeout, signal: request.signal, log: baseLog });
    const run: Run = { request, recorder, hooks, keepAlive, log: baseLog };
    let cors = new Headers();
    try {
      const address = await findAddress(request, hooks);
      if (address !== undefined) recorder.record.address = address;
      cors = origins.check(request);
      const { response, streams } = await answer(run);
      if (!streams) recorder.finish(response.status);
      return withHeaders(response, cors);
    } catch (error) {
      const refusal = error instanceof HttpError ? error : hide(error, name, run.log);
      recorder.record.code = refusal.code;
      recorder.finish(refusal.status);
      return withHeaders(errorResponse(refusal), cors);
    }
  };
}

/** Refusals that aren't counted: the request must be paid for, its client has gone, or nothing was decided. */
const NO_GUESSES: ReadonlySet<number> = new Set([402, 499, 503]);

type AddressFinder = (request: Request, hooks: Hooks) => Promise<string | undefined>;

function createAddressFinder<User>(
  { authorize, getAddress, trustProxy = false, rateLimit }: HandlerOptions<User>,
  name: string,
  log: SafeLogger,
): AddressFinder {
  let hasTold = false;
  return async (request, hooks) => {
    const own: unknown = getAddress && (await hooks.run('getAddress', () => getAddress(request)));
    if (own !== undefined && own !== null && typeof own !== 'string') {
      // Without it the client would be counted under another one's address, or not at all.
      log.error(`\`getAddress\` returned a value of type ${typeof own}, which isn't an address.`);
      throw serverError();
    }
    const address =
      own ||
      forwardedAddress(request, trustProxy) ||
      eventAddress(request) ||
      extrasOf(request).nodeRequest?.socket?.remoteAddress;
    if (address === undefined && authorize === 'public' && rateLimit !== false && !hasTold) {
      hasTold = true;
      log.error(
        `${name} is open to everybody and doesn't know its clients' addresses, so all clients share one rate limit. Pass \`getAddress\`, or set \`trustProxy\` behind a reverse proxy.`,
      );
    }
    return address;
  };
}

/** An error thrown by one of the app's functions is only for the log. */
function hide(error: unknown, name: string, log: SafeLogger): HttpError {
  log.error(`${name} couldn't answer a request.`, error);
  return serverError();
}

function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}
