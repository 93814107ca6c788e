import { invalidOptions } from '../../errors/invalidOptions';
import {
  type Answer,
  createHandler,
  type RequestContext,
  type RequestHandler,
} from '../handler/createHandler';
import { isDevelopment } from '../handler/environment';
import { HttpError, serverError } from '../handler/errors';
import { outcomeOf } from '../handler/events';
import { checkHandlerOptions } from '../handler/handlerOptions';
import { parseBaseUrl } from '../handler/parseBaseUrl';
import { perSecret } from '../handler/rememberSome';
import { extrasOf, type RequestEvent } from '../handler/requestExtras';
import { callUpstream } from '../upstream/callUpstream';
import { lengthOf } from '../upstream/fixedLength';
import { upstreamHeaders } from './headers';
import { createJobIds, type JobIds } from './jobIds';
import { passAnswer } from './passAnswer';
import { createPermission } from './permission';
import { PROXY_RULES, type ProxyHandlerOptions } from './proxyOptions';
import { matchRoute, type ProxyCall, upstreamPath } from './routes';

export type ProxyHandler = RequestHandler & {
  /** The same handler, under the name that Next.js, SvelteKit and Astro expect. */
  readonly GET: RequestHandler;
  /** The same handler. */
  readonly HEAD: RequestHandler;
  /** The same handler. */
  readonly POST: RequestHandler;
  /** The same handler. */
  readonly DELETE: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
  /** The same handler, under the name that React Router and Remix expect: GET. */
  readonly loader: RequestHandler;
  /** The same handler, under the name that React Router and Remix expect: everything but GET. */
  readonly action: RequestHandler;
};

const NAME = 'createProxyHandler';
const METHODS = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'];
const MAX_QUERY = 4096;
const DEFAULT_MAX_BODY = 2 * 1024 ** 3;
const DEFAULT_TIMEOUTS = { headers: 120_000, idle: 60_000, stalled: 300_000 };

/** The options of an open endpoint: its hooks have no user. */
export type OpenProxyHandlerOptions = ProxyHandlerOptions<null> & { authorize: 'public' };

/**
 * A proxy through which a signed-in user's page makes Decart's image, video and file calls; the server adds the account's
 * key. `<DecartProvider proxy="/api/decart">` and the SDK's `proxy` option call it.
 *
 * It forwards only calls that the SDK makes: generate, jobs, files, and, if you allow it, watch-stream and the quota. It
 * forwards no token requests, and nothing unknown. Bodies stream in both directions. The ids of jobs are signed for the
 * user that `authorize` returns, by the user's id (see `getUserId`), so that no other user can access them. Realtime
 * needs a token: see {@link createTokenHandler}.
 *
 * Decart's responses keep their status. The proxy's own answers are 401 if `authorize` returns nobody; 402, 403 or 429 if
 * it refuses the user; 403 for another site's page or a model that isn't allowed; 404 and 405 for what it doesn't carry;
 * 408 and 413 for a body that stops or is too large; 429 with `Retry-After` (600 calls a minute for each user unless
 * `rateLimit` says otherwise, 200 at a time unless `concurrency` does); 500 if the server isn't set up, with the reason in
 * its log; 502 and 504 if Decart doesn't answer; 503 if your own functions or your store don't.
 *
 * @throws DecartError `INVALID_OPTIONS`, naming the option, if it is created without `authorize`, with an unknown option,
 * or with an invalid value.
 *
 * @example
 * ```ts
 * // app/api/decart/[...path]/route.ts
 * export const { GET, POST, DELETE, OPTIONS } = createProxyHandler({
 *   basePath: '/api/decart',
 *   authorize: async (request) => (await getSession(request))?.user ?? null,
 *   allowedModels: ['lucy-image-2', 'lucy-2.5'],
 * });
 * ```
 */
export function createProxyHandler(options: OpenProxyHandlerOptions): ProxyHandler;
export function createProxyHandler<User>(options: ProxyHandlerOptions<User>): ProxyHandler;
export function createProxyHandler<User>(options: ProxyHandlerOptions<User>): ProxyHandler {
  checkHandlerOptions(options, NAME, PROXY_RULES);
  const { maxBodySize = DEFAULT_MAX_BODY, jobSecret } = options;
  const timeouts = withDefaults(DEFAULT_TIMEOUTS, options.timeouts);
  const basePath = parseBasePath(options.basePath ?? '/api/decart');
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://api.decart.ai', 'baseUrl');
  const watchUrl = parseBaseUrl(
    (options.realtimeBaseUrl ?? options.baseUrl ?? 'wss://api3.decart.ai').replace(/^ws/, 'http'),
    'realtimeBaseUrl',
  );
  const permit = createPermission(options);
  const jobIdsOf = perSecret(jobSecret, createJobIds);

  function match(request: Request): ProxyCall {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(`${basePath}/`)) throw notMounted(basePath, pathname, request);
    // Next.js redirects to URLs with a trailing slash if `trailingSlash` is set.
    const path = pathname.slice(basePath.length + 1).replace(/\/$/, '');
    if (search.length > MAX_QUERY) throw new HttpError(414, 'INVALID_INPUT', 'The query is too long.');
    const route = matchRoute(request.method, path);
    if (route.call) return route.call;
    if (route.allow.length === 0) throw notFound();
    const allow = [...route.allow, 'OPTIONS'].join(', ');
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { allow });
  }

  async function answer(asked: ProxyCall, context: RequestContext<User>): Promise<Answer> {
    const { request, userId, apiKey, recorder, log } = context;
    const { record } = recorder;
    const signer = userId === undefined ? undefined : signFor(userId, jobIdsOf(apiKey));
    const call = (await signer?.open(asked)) ?? asked;
    if ('model' in call) record.model = call.model;
    if ('jobId' in call) record.jobId = call.jobId;
    if ('fileId' in call) record.fileId = call.fileId;
    await permit(call, context);

    const { method } = request;
    const headers = upstreamHeaders(request, apiKey);
    const { body, length } = readBody(context, maxBodySize);
    if (length !== undefined) headers.set('content-length', String(length));

    const base = call.action === 'stream.watch' ? watchUrl : baseUrl;
    const upstream = await callUpstream({
      url: `${base}${upstreamPath(call)}${new URL(request.url).search}`,
      method: method === 'HEAD' ? 'GET' : method,
      isRepeatable: method === 'GET' || method === 'HEAD',
      headers,
      body,
      length,
      signal: request.signal,
      timeouts,
      maxBodySize,
      onBytesUp: (bytes) => {
        record.bytesUp += bytes;
      },
      onBytesDown: (bytes) => {
        record.bytesDown += bytes;
      },
      onEnd(status, failure) {
        if (failure) record.code = failure.code;
        recorder.finish(status, failure && outcomeOf(failure.status));
      },
      fetch: extrasOf(request).fetch,
      log,
    });
    try {
      return await passAnswer(upstream, { call, method, apiKey, log, signJobId: signer?.sign });
    } catch (error) {
      upstream.cancel(error instanceof HttpError ? error : serverError());
      throw error;
    }
  }

  const handle = createHandler<User, ProxyCall>(options, {
    name: NAME,
    kind: 'proxy',
    methods: METHODS,
    rateLimit: { limit: 600 },
    // More than a browser sends at the same time, so that no page reaches it: over HTTP/2 about 100, over HTTP/1.1 six.
    concurrency: { perUser: 200 },
    timeouts: options.timeouts,
    match,
    answer,
  });
  return Object.assign((input: Request | RequestEvent) => handle(input), {
    GET: handle,
    HEAD: handle,
    POST: handle,
    DELETE: handle,
    OPTIONS: handle,
    loader: handle,
    action: handle,
  });
}

/** The body that is sent to Decart. Throws if it is too large, or was already read. */
function readBody({ request, log }: RequestContext<unknown>, maxBodySize: number) {
  const { body, headers } = request;
  if (request.method !== 'POST') return { body: null, length: undefined };
  if (request.bodyUsed || body?.locked || extrasOf(request).hasLostBody) {
    log.error(
      `${NAME} can't send the body of the request: other code has already read it. Mount the handler before any body parser (Next.js: \`export const config = { api: { bodyParser: false } }\`), and don't read the body in \`authorize\`.`,
    );
    throw serverError();
  }
  // A chunked body has no fixed length, whatever its headers say.
  const length = body === null || headers.has('transfer-encoding') ? undefined : lengthOf(headers);
  if (length !== undefined && length > maxBodySize) {
    throw new HttpError(413, 'TOO_LARGE', `A body may have at most ${maxBodySize} bytes here.`);
  }
  return { body, length };
}

/** Converts one user's job ids, in both directions. */
function signFor(userId: string, jobIds: JobIds) {
  return {
    sign: (jobId: string) => jobIds.sign(jobId, userId),
    async open(call: ProxyCall): Promise<ProxyCall> {
      if (!('jobId' in call)) return call;
      const jobId = await jobIds.verify(call.jobId, userId);
      // Not 403: it would reveal that somebody else has such a job.
      if (jobId === undefined) throw notFound();
      return { ...call, jobId };
    },
  };
}

function notFound(): HttpError {
  return new HttpError(404, 'NOT_FOUND', 'Not found.');
}

/** The most frequent mistake when a proxy is set up. */
function notMounted(basePath: string, path: string, request: Request): HttpError {
  if (!isDevelopment(request)) return notFound();
  const advice = `The proxy is mounted at "${basePath}/", but was called at "${path}". Set \`basePath\`.`;
  return new HttpError(404, 'NOT_FOUND', advice);
}

function parseBasePath(text: string): string {
  const path = text.replace(/\/+$/, '');
  // In the form that it has in a request's URL: with a leading slash, and without anything that URL would change.
  const url = `http://localhost${path}`;
  const isPath = path.startsWith('/') && URL.canParse(url) && new URL(url).pathname === path;
  // A router's pattern, such as "/api/decart/*" or "/api/[...path]": no request would match it.
  const isPattern = /[*[\]]|\/:/.test(path);
  if (path === '' || (isPath && !isPattern)) return path;
  throw invalidOptions(
    `\`basePath\` is "${text}": write the path at which it is mounted, as in "/api/decart".`,
  );
}

/** Defined values replace the defaults. */
function withDefaults<Defaults extends object>(
  defaults: Defaults,
  set: { [Name in keyof Defaults]?: Defaults[Name] | undefined } = {},
): Defaults {
  const values = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof Defaults)[]) values[name] = set[name] ?? defaults[name];
  return values;
}
