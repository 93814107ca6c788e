import type { CreateTokenResponse } from '@decartai/sdk';
import { isRecord, parseJson } from '../../errors/json';
import { createHandler, type RequestContext, type RequestHandler } from '../handler/createHandler';
import { HttpError, serverError } from '../handler/errors';
import {
  checkHandlerOptions,
  type HandlerOptions,
  type HandlerTimeouts,
  timeoutsOf,
} from '../handler/handlerOptions';
import type { SafeLogger } from '../handler/log';
import { parseBaseUrl } from '../handler/parseBaseUrl';
import { extrasOf, type RequestEvent } from '../handler/requestExtras';
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
}

export type TokenHandler = RequestHandler & {
  /** The same handler, under the name that Next.js, SvelteKit and Astro ask for. */
  readonly POST: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
  /** The same handler, under the name that React Router and Remix ask for. */
  readonly action: RequestHandler;
};

const NAME = 'createTokenHandler';
const METHODS = ['POST', 'OPTIONS'];
const ACTION = { action: 'token.create' } as const;
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
 * 500 if the server isn't set up, with the reason in its log; 502 and 504 if Decart doesn't answer; 503 if your own functions
 * don't.
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
    timeouts: timeoutsOf('headers', 'hooks'),
  });
  const { tokenOptions = {} } = options;
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://api.decart.ai', 'baseUrl');
  const patience = options.timeouts?.headers ?? DEFAULT_HEADERS_MS;
  const timeouts = { headers: patience, idle: patience, stalled: patience };

  async function createToken(context: RequestContext<User>): Promise<Response> {
    const { request, user, apiKey, origins, recorder, hooks, log } = context;
    const wanted: unknown =
      typeof tokenOptions === 'function'
        ? await hooks.run('tokenOptions', () => tokenOptions(user, request))
        : tokenOptions;
    checkTokenOptions(wanted);
    const { allowedOrigins: listed, ...rest } = wanted;
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
    const expiresIn = tokenLifetime(token.expiresAt, answer.headers.get('date'), rest.expiresIn);
    const json = new TextEncoder().encode(JSON.stringify({ ...token, expiresIn }));
    recorder.record.bytesDown = json.length;
    return new Response(json, { headers: { 'content-type': 'application/json' } });
  }

  const handle = createHandler<User, typeof ACTION>(options, {
    name: NAME,
    kind: 'token',
    methods: METHODS,
    rateLimit: { limit: 300 },
    concurrency: false,
    timeouts: options.timeouts,
    match(request) {
      if (request.method === 'POST') return ACTION;
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'Tokens are made with POST.', {
        allow: METHODS.join(', '),
      });
    },
    answer: async (_, context) => ({ response: await createToken(context), streams: false }),
  });
  return Object.assign((input: Request | RequestEvent) => handle(input), {
    POST: handle,
    OPTIONS: handle,
    action: handle,
  });
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
    const retryAfter = answer.headers.get('retry-after');
    const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
    return new HttpError(
      429,
      'RATE_LIMITED',
      'Decart is asked for too many tokens. Try again later.',
      headers,
    );
  }
  if (status >= 500) return new HttpError(502, 'UNREACHABLE', 'Decart could not make a token.');
  // The key or the token's options are wrong: not the client's doing, and not for it to know.
  return serverError();
}
