import type { CreateTokenOptions, CreateTokenResponse } from '@decartai/sdk';
import { isRecord } from '../../errors/json';
import {
  assertAuthorize,
  createHandler,
  type HandlerOptions,
  type RequestContext,
  type RequestHandler,
} from '../handler/createHandler';
import { HttpError, serverError } from '../handler/errors';
import type { SafeLogger } from '../handler/log';
import { extrasOf } from '../node/nodeRequests';
import { callUpstream, parseBaseUrl } from '../upstream/callUpstream';
import { readSmall } from '../upstream/limits';
import { tokenLifetime } from './tokenLifetime';

/** What a token may do. These are the SDK's `CreateTokenOptions`, and `allowedOrigins: 'any'`. */
export interface TokenOptions extends Omit<CreateTokenOptions, 'allowedOrigins'> {
  /**
   * The origins whose pages may use the token. `'any'` leaves it unbound.
   *
   * @defaultValue the origin of the page that asked
   */
  allowedOrigins?: string[] | 'any' | undefined;
}

export interface TokenHandlerOptions<User> extends HandlerOptions<User> {
  /**
   * What the token of this user may do, and for how long. It comes from the server alone: what the client sends is not read.
   *
   * @defaultValue Decart's own: 60 s, every model
   */
  tokenOptions?:
    | TokenOptions
    | ((user: User, request: Request) => TokenOptions | Promise<TokenOptions>)
    | undefined;
  /** Milliseconds that Decart may take. @defaultValue 15000 */
  timeout?: number | undefined;
}

/** What the client is sent: what Decart answered, and the seconds the token lives, for clients whose clock is wrong. */
export interface TokenResponse extends CreateTokenResponse {
  /** The seconds that the token lives. */
  expiresIn: number;
}

export type TokenHandler = RequestHandler & {
  /** The same handler, under the name that Next.js asks for. */
  readonly POST: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
};

const NAME = 'createTokenHandler';
const METHODS = ['POST', 'OPTIONS'];
const ACTION = { action: 'token.create' } as const;
const MAX_ANSWER = 64 * 1024;

/**
 * An endpoint that gives a signed-in user's page a client token: short-lived, bound to the page's origin, and limited to
 * what you say. It is what `<DecartProvider getToken="/api/decart/token">` asks.
 *
 * It answers POST only: 200 with a {@link TokenResponse}; 401 where `authorize` gives nobody; 403 for another site's page;
 * 429 with `Retry-After` when it is asked too often (300 times a minute for each user unless `rateLimit` says otherwise);
 * 500 where the server is not set up, with the reason in its log; 502 and 504 where Decart does not answer.
 *
 * @throws DecartError `INVALID_OPTIONS` when it is created without `authorize` or with options that make no sense.
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
export function createTokenHandler<User = null>(options: TokenHandlerOptions<User>): TokenHandler {
  assertAuthorize(options, NAME);
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://api.decart.ai', 'baseUrl');

  async function createToken(context: RequestContext<User>): Promise<Response> {
    const { request, user, apiKey, origins, recorder, log } = context;
    const { tokenOptions = {}, timeout = 15_000 } = options;
    const wanted = typeof tokenOptions === 'function' ? await tokenOptions(user, request) : tokenOptions;
    checkOptions(wanted);
    const { allowedOrigins: listed, ...rest } = wanted;
    const page = request.headers.get('origin') ?? origins.ownOrigin(request);
    const body = listed === 'any' ? rest : { ...rest, allowedOrigins: listed?.length ? listed : [page] };

    const answer = await callUpstream({
      url: `${baseUrl}/v1/client/tokens`,
      method: 'POST',
      headers: new Headers({ 'x-api-key': apiKey, 'content-type': 'application/json' }),
      body: JSON.stringify(body),
      signal: request.signal,
      timeouts: { headers: timeout, idle: timeout },
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
    const json = JSON.stringify({ ...token, expiresIn });
    recorder.record.bytesDown = json.length;
    return new Response(json, { headers: { 'content-type': 'application/json' } });
  }

  const handle = createHandler<User, typeof ACTION>(options, {
    name: NAME,
    kind: 'token',
    methods: METHODS,
    rateLimit: { limit: 300 },
    match(request) {
      if (request.method === 'POST') return ACTION;
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'Tokens are made with POST.', {
        allow: METHODS.join(', '),
      });
    },
    answer: async (_, context) => ({ response: await createToken(context), streams: false }),
  });
  return Object.assign((request: Request) => handle(request), { POST: handle, OPTIONS: handle });
}

/** Decart has defaults for what it cannot read. Thrown here, it is in the log. */
function checkOptions(options: unknown): void {
  if (!isRecord(options)) throw new Error(`\`tokenOptions\` gave ${options}, which is no object.`);
  const { expiresIn } = options;
  if (expiresIn !== undefined && !(Number(expiresIn) > 0)) {
    throw new Error(`\`tokenOptions\` gave \`expiresIn: ${expiresIn}\`, which is no number of seconds.`);
  }
}

/** Undefined where it is no token; the account's own key, whatever makes it come back, is none. */
function readToken(text: string, apiKey: string): Record<string, unknown> | undefined {
  try {
    const token: unknown = JSON.parse(text);
    if (!isRecord(token) || typeof token.apiKey !== 'string' || text.includes(apiKey)) return undefined;
    return token;
  } catch {
    return undefined;
  }
}

function noToken(): HttpError {
  return new HttpError(502, 'TOKEN_INVALID', 'Decart answered without a token.');
}

/** Whether to try again is all that a client can use of why Decart made no token; the rest is for the owner's log. */
function refusal(answer: Response, text: string, log: SafeLogger): HttpError {
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
