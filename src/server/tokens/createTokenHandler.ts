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
   * What the token of this user may do, and for how long. It comes from the server alone: what the client sends isn't read.
   * What makes no sense is refused when the handler is created, or, from a function, answered with 500.
   *
   * @defaultValue Decart's own: 60 s, every model
   */
  tokenOptions?:
    | TokenOptions
    | ((user: User, request: Request) => TokenOptions | Promise<TokenOptions>)
    | undefined;
  /**
   * Puts a waiting line in front of the account's realtime sessions. If all are taken, the answer is 202
   * with a place in line, and the page asks again.
   *
   * @defaultValue no line
   */
  sessions?: SessionsOptions | undefined;
  /** How long to wait for Decart, and for what you pass. */
  timeouts?: TokenTimeouts | undefined;
}

export interface TokenTimeouts extends HandlerTimeouts {
  /** Milliseconds that Decart may take. @defaultValue 15000 */
  headers?: number | undefined;
}

/** What the client is sent: what Decart answered, and the seconds the token lives, for clients whose clock is wrong. */
export interface TokenResponse extends CreateTokenResponse {
  /** The seconds that the token lives. */
  expiresIn: number;
  /** With `sessions`, in a token for everything but sessions: true. */
  line?: boolean;
  /** With `sessions`: what keeps the slot, to be sent as `x-decart-ticket` with renewals and events. */
  ticket?: string;
  /** With `sessions`: how often to report `x-decart-event: alive`, in seconds. */
  aliveSeconds?: number;
}

export type TokenHandler = RequestHandler & {
  /** The same handler, under the name that Next.js, SvelteKit and Astro ask for. */
  readonly POST: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
  /** The same handler, under the name that React Router and Remix ask for. */
  readonly action: RequestHandler;
  /** How many sessions run, and how many wait. Rejects without `sessions`, and if the store is down. */
  stats(): Promise<SessionsStats>;
};

const NAME = 'createTokenHandler';
const METHODS = ['POST', 'OPTIONS'];
/** What a token is for, by the header `x-decart-purpose`, or `?decart-purpose=` where CORS allows no header. */
const PURPOSES = ['session', 'request', 'prepare'] as const;
/** What a token for images and videos leaves to a live session: as little as Decart allows. */
const REQUEST_LIMITS = { maxSessionDuration: 10 };
const MAX_ANSWER = 64 * 1024;
const DEFAULT_HEADERS_MS = 15_000;

/** What an open endpoint takes: its hooks have no user. */
export type OpenTokenHandlerOptions = TokenHandlerOptions<null> & { authorize: 'public' };

/**
 * An endpoint that gives a signed-in user's page a client token: short-lived, bound to the page's origin, and limited to
 * what you say. It is what `<DecartProvider getToken="/api/decart/token">` asks.
 *
 * It answers POST only: 200 with a {@link TokenResponse}; 401 if `authorize` returns nobody; 403 for another site's page;
 * 429 with `Retry-After` if it is asked too often (300 times a minute for each user unless `rateLimit` says otherwise);
 * 500 if the server isn't set up, with the reason in its log; 502 and 504 if Decart doesn't answer; 503 if
 * your own functions or your store don't. With `sessions`: 202 with a {@link QueuedResponse} if all slots are
 * taken.
 *
 * @throws DecartError `INVALID_OPTIONS`, naming the option, if it is created without `authorize`, with an unknown option, or
 * with a value that makes no sense.
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

  /** Asks Decart for a token of this user, which lets it do no more than `limits`. */
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
      // A token too many that nobody knows costs nothing.
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
    // A report for a line that there isn't.
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
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'Tokens are made with POST.', {
        allow: METHODS.join(', '),
      });
    },
    async answer(_, context) {
      const response = await answer(context);
      // There is no more to it than a few lines of JSON.
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

/** The app's own options, where they allow less. */
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

/** Undefined for what isn't a client token: the account's own key, whatever makes it come back, is none. */
function readToken(text: string, apiKey: string): Record<string, unknown> | undefined {
  const token = parseJson(text);
  if (!isRecord(token) || text.includes(apiKey)) return undefined;
  return typeof token.apiKey === 'string' && /^ek_./.test(token.apiKey) ? token : undefined;
}

function noToken(): HttpError {
  return new HttpError(502, 'TOKEN_INVALID', 'Decart answered without a token.');
}

/** Whether to try again is all that a client can use of why Decart made no token; the rest is for the owner's log. */
function refusal(answer: UpstreamAnswer, text: string, log: SafeLogger): HttpError {
  const { status } = answer;
  log.error(`Decart made no token: HTTP ${status}.`, text.slice(0, 1000));
  if (status === 429) {
    const headers = retryAfterHeader(answer.headers.get('retry-after'));
    const detail = 'Decart is asked for too many tokens. Try again later.';
    return new HttpError(429, 'RATE_LIMITED', detail, headers);
  }
  if (status >= 500) return new HttpError(502, 'UNREACHABLE', 'Decart could not make a token.');
  // The key or the token's options are wrong: not the client's doing, and not for it to know.
  return serverError();
}
