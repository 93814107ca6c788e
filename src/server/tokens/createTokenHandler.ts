import type { CreateTokenResponse } from '@decartai/sdk';
import { invalidOptions } from '../../errors/invalidOptions';
import { isRecord, parseJson } from '../../errors/json';
import { createHandler, type RequestContext, type RequestHandler } from '../handler/createHandler';
import { HttpError, serverError } from '../handler/errors';
import type { TokenAction } from '../handler/events';
import {
  checkHandlerOptions,
  type HandlerOptions,
  type HandlerTimeouts,
  timeoutsOf,
} from '../handler/handlerOptions';
import type { SafeLogger } from '../handler/log';
import { parseBaseUrl } from '../handler/parseBaseUrl';
import { extrasOf, type RequestEvent } from '../handler/requestExtras';
import { retryAfterHeader } from '../handler/retryAfter';
import { createGate, type SessionLimits, type SessionsStats, sessionEventOf } from '../line/createGate';
import { createQuotaFinder } from '../line/quota';
import { type SessionsOptions, sessionsRule } from '../line/sessionsOptions';
import { callUpstream, type UpstreamAnswer } from '../upstream/callUpstream';
import { readSmall } from '../upstream/streams';
import { tokenLifetime } from './tokenLifetime';
import { checkTokenOptions, type TokenOptions, tokenOptionsRule } from './tokenOptions';

export interface TokenHandlerOptions<User> extends HandlerOptions<User> {
  /**
   * The permissions and the lifetime of this user's token. Only the server decides them: nothing that the client sends is
   * read. Senseless values are refused when the handler is created; from a function, they are answered with 500.
   *
   * @defaultValue Decart's own: 60 s, every model
   */
  tokenOptions?:
    | TokenOptions
    | ((user: User, request: Request) => TokenOptions | Promise<TokenOptions>)
    | undefined;
  /**
   * Puts a waiting line in front of the account's realtime sessions. If all slots are taken, the response is 202 with a
   * place in line, and the page asks again.
   *
   * @defaultValue no line
   */
  sessions?: SessionsOptions | undefined;
  /** How long to wait for Decart, and for your own functions. */
  timeouts?: TokenTimeouts | undefined;
}

export interface TokenTimeouts extends HandlerTimeouts {
  /** Milliseconds that Decart may take. @defaultValue 15000 */
  headers?: number | undefined;
}

/**
 * The response for the client: Decart's response, and the token's lifetime in seconds, for clients whose clock is wrong.
 */
export interface TokenResponse extends CreateTokenResponse {
  /** The token's lifetime in seconds. */
  expiresIn: number;
  /** With `sessions`, true in a token for everything but sessions. */
  line?: boolean;
  /** With `sessions`: keeps the slot; send it as `x-decart-ticket` with renewals and events. */
  ticket?: string;
  /** With `sessions`: how often to report `x-decart-event: alive`, in seconds. */
  aliveSeconds?: number;
}

export type TokenHandler = RequestHandler & {
  /** The same handler, under the name that Next.js, SvelteKit and Astro expect. */
  readonly POST: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
  /** The same handler, under the name that React Router and Remix expect. */
  readonly action: RequestHandler;
  /** How many sessions are running, and how many are waiting. Rejects without `sessions`, and if the store is down. */
  stats(): Promise<SessionsStats>;
};

const NAME = 'createTokenHandler';
const METHODS = ['POST', 'OPTIONS'];
/** What a token is for: the header `x-decart-purpose`, or `?decart-purpose=` if CORS allows no header. */
const PURPOSES = ['session', 'request', 'prepare'] as const;
/** How long a token for images and videos allows a live session to run: as short as Decart allows. */
const REQUEST_LIMITS = { maxSessionDuration: 10 };
const MAX_ANSWER = 64 * 1024;
const DEFAULT_HEADERS_MS = 15_000;

/** The options of an open endpoint: its hooks have no user. */
export type OpenTokenHandlerOptions = TokenHandlerOptions<null> & { authorize: 'public' };

/**
 * An endpoint that gives a client token to a signed-in user's page: short-lived, bound to the page's origin, and
 * restricted by your `tokenOptions`. `<DecartProvider getToken="/api/decart/token">` calls it.
 *
 * It accepts only POST. It answers 200 with a {@link TokenResponse}; 401 if `authorize` returns nobody; 402, 403 or 429
 * if it refuses the user; 403 for another site's page; 429 with `Retry-After` after too many requests (300 a minute for
 * each user unless `rateLimit` says otherwise); 500 if the server isn't set up, with the reason in its log; 502 and 504 if
 * Decart doesn't answer; 503 if your own functions or your store don't. With `sessions`: 202 with a
 * {@link QueuedResponse} if all slots are taken.
 *
 * @throws DecartError `INVALID_OPTIONS`, naming the option, if it is created without `authorize`, with an unknown option,
 * or with an invalid value.
 *
 * @example
 * ```ts
 * // app/api/decart/token/route.ts
 * export const { POST, OPTIONS } = createTokenHandler({
 *   authorize: async (request) => (await getSession(request))?.user ?? null,
 *   tokenOptions: (user) => ({ metadata: { userId: user.id }, expiresIn: 60, allowedModels: ['lucy-2.5'] }),
 * });
 * ```
 */
export function createTokenHandler(options: OpenTokenHandlerOptions): TokenHandler;
export function createTokenHandler<User>(options: TokenHandlerOptions<User>): TokenHandler;
export function createTokenHandler<User>(options: TokenHandlerOptions<User>): TokenHandler {
  checkHandlerOptions(options, NAME, {
    tokenOptions: tokenOptionsRule,
    sessions: sessionsRule,
    timeouts: timeoutsOf('headers', 'hooks'),
  });
  const { tokenOptions = {}, sessions } = options;
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://api.decart.ai', 'baseUrl');
  const patience = options.timeouts?.headers ?? DEFAULT_HEADERS_MS;
  const timeouts = { headers: patience, idle: patience, stalled: patience };

  const gate =
    sessions && createGate<User>(sessions, createQuotaFinder(`${baseUrl}/v1/realtime/quota`, timeouts));

  /** Requests a token for this user from Decart, which allows no more than `limits`. */
  async function mint(context: RequestContext<User>, limits: Partial<SessionLimits> = {}) {
    const { request, user, apiKey, origins, hooks, log } = context;
    const wanted: unknown =
      typeof tokenOptions === 'function'
        ? await hooks.run('tokenOptions', () => tokenOptions(user, request))
        : tokenOptions;
    checkTokenOptions(wanted);
    const { allowedOrigins: listed, ...rest } = limited(wanted, limits);
    const page = request.headers.get('origin') ?? origins.ownOrigin(request);
    const body = listed === 'any' ? rest : { ...rest, allowedOrigins: listed?.length ? listed : [page] };

    const answer = await callUpstream({
      url: `${baseUrl}/v1/client/tokens`,
      method: 'POST',
      headers: new Headers({ 'x-api-key': apiKey, 'content-type': 'application/json' }),
      body: JSON.stringify(body),
      signal: request.signal,
      // An unused token costs nothing.
      isRepeatable: true,
      timeouts,
      fetch: extrasOf(request).fetch,
      log,
    });
    const text = new TextDecoder().decode(await readSmall(answer.body, MAX_ANSWER, noToken()));
    if (!answer.ok) throw refusal(answer, text, log);
    const token = readToken(text, apiKey);
    if (token === undefined) {
      log.error(`Decart answered ${answer.status} to a request for a token, without a token.`);
      throw noToken();
    }
    return {
      ...token,
      expiresIn: tokenLifetime(token.expiresAt, answer.headers.get('date'), rest.expiresIn),
    };
  }

  async function answer(context: RequestContext<User>): Promise<Response> {
    const purpose = purposeOf(context.request);
    if (purpose === 'prepare') return new Response(null, { status: 204 });
    if (gate && purpose === 'session') return gate.answer(context, (limits) => mint(context, limits));
    // A report for a line that doesn't exist.
    if (sessionEventOf(context.request) !== undefined) return new Response(null, { status: 204 });
    const token = await mint(context, gate && REQUEST_LIMITS);
    return Response.json(gate ? { ...token, line: true } : token);
  }

  const handle = createHandler<User, { action: TokenAction }>(options, {
    name: NAME,
    kind: 'token',
    methods: METHODS,
    rateLimit: { limit: 300 },
    concurrency: false,
    timeouts: options.timeouts,
    match(request) {
      if (request.method === 'POST') {
        return { action: sessionEventOf(request) === undefined ? 'token.create' : 'session.report' };
      }
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'Tokens are created with POST.', {
        allow: METHODS.join(', '),
      });
    },
    async answer(_, context) {
      const response = await answer(context);
      // The body is only a few lines of JSON.
      const bytes = await response.clone().arrayBuffer();
      context.recorder.record.bytesDown = bytes.byteLength;
      return { response, streams: false };
    },
  });
  return Object.assign((input: Request | RequestEvent) => handle(input), {
    POST: handle,
    OPTIONS: handle,
    action: handle,
    async stats() {
      if (gate) return gate.stats();
      throw invalidOptions(`${NAME} has no \`stats\` without \`sessions\`.`);
    },
  });
}

function purposeOf(request: Request): (typeof PURPOSES)[number] {
  const inQuery = new URL(request.url).searchParams.get('decart-purpose');
  const text = request.headers.get('x-decart-purpose') ?? inQuery ?? 'session';
  const purpose = PURPOSES.find((name) => name === text);
  if (purpose) return purpose;
  const names = PURPOSES.join(', ');
  throw new HttpError(400, 'INVALID_INPUT', `The header x-decart-purpose takes ${names}.`);
}

/** The app's own options, if they allow less. */
function limited(
  options: TokenOptions,
  { expiresIn, maxSessionDuration }: Partial<SessionLimits>,
): TokenOptions {
  const own = options.constraints?.realtime?.maxSessionDuration;
  return {
    ...options,
    ...(expiresIn && { expiresIn: Math.min(expiresIn, options.expiresIn ?? expiresIn) }),
    ...(maxSessionDuration && {
      constraints: {
        ...options.constraints,
        realtime: {
          ...options.constraints?.realtime,
          maxSessionDuration: Math.min(maxSessionDuration, own ?? maxSessionDuration),
        },
      },
    }),
  };
}

/**
 * Undefined for anything that isn't a client token: if Decart ever returned the account's own key, it must not be passed
 * on.
 */
function readToken(text: string, apiKey: string): Record<string, unknown> | undefined {
  const token = parseJson(text);
  if (!isRecord(token) || text.includes(apiKey)) return undefined;
  return typeof token.apiKey === 'string' && /^ek_./.test(token.apiKey) ? token : undefined;
}

function noToken(): HttpError {
  return new HttpError(502, 'TOKEN_INVALID', 'Decart answered without a token.');
}

/** If Decart made no token, the client only needs to know whether to try again; the details are for the owner's log. */
function refusal(answer: UpstreamAnswer, text: string, log: SafeLogger): HttpError {
  const { status } = answer;
  log.error(`Decart made no token: HTTP ${status}.`, log.clean(text).slice(0, 1000));
  if (status === 429) {
    const headers = retryAfterHeader(answer.headers.get('retry-after'));
    const detail = 'Decart received too many token requests. Try again later.';
    return new HttpError(429, 'RATE_LIMITED', detail, headers);
  }
  if (status >= 500) return new HttpError(502, 'UNREACHABLE', "Decart couldn't create a token.");
  // The key or the token's options are wrong: the client didn't cause it, and must not learn it.
  return serverError();
}
