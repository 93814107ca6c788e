import type { CreateTokenOptions } from '@decartai/sdk';
import { isDevelopment } from '../handler/apiKey';
import {
  type Answer,
  assertAuthorize,
  createHandler,
  type HandlerOptions,
  type RequestContext,
  type RequestHandler,
} from '../handler/createHandler';
import { HttpError, invalidOptions } from '../handler/errors';
import { outcomeOf } from '../handler/events';
import { extrasOf } from '../node/nodeRequests';
import { callUpstream, parseBaseUrl, type Timeouts } from '../upstream/callUpstream';
import { upstreamHeaders } from './headers';
import { createJobIds, type JobIds } from './jobIds';
import { passAnswer } from './passAnswer';
import { matchRoute, type ProxyCall, upstreamPath } from './routes';

/** The names that the SDK knows, for completion, and any other: a new model needs no new version. */
type ModelName = NonNullable<CreateTokenOptions['allowedModels']>[number];

export interface ProxyHandlerOptions<User> extends HandlerOptions<User> {
  /** The path at which the proxy is mounted, `/` for none. @defaultValue '/api/decart' */
  basePath?: string | undefined;
  /** The models that may be used, by the names under which they are called. @defaultValue every model */
  allowedModels?: readonly ModelName[] | undefined;
  /** Says yes or no to each call, after `allowedModels` has. A no is answered with 403. @defaultValue yes */
  allowCall?: ((call: ProxyCall, user: User, request: Request) => boolean | Promise<boolean>) | undefined;
  /**
   * Says who may read the metadata of an uploaded file, and delete it: the ids of files are not signed, so only your
   * server can know whose they are. A no is answered with 404. @defaultValue nobody
   */
  allowFileAccess?:
    | ((
        file: { action: 'file.read' | 'file.delete'; fileId: string },
        user: User,
        request: Request,
      ) => boolean | Promise<boolean>)
    | undefined;
  /**
   * What the ids of jobs are signed with. Set it where several servers with different keys answer for the same users, or
   * to change the key while jobs are running. @defaultValue derived from the API key
   */
  jobSecret?: string | undefined;
  /** The largest body that may be sent, in bytes. @defaultValue 2 GiB */
  maxBodySize?: number | undefined;
  /** Milliseconds to wait for Decart, and for bytes. */
  timeouts?: Timeouts | undefined;
  /**
   * Where streams are watched: `POST /watch-stream/{room}`.
   *
   * @defaultValue `baseUrl` when that is given, else 'wss://api3.decart.ai'
   */
  realtimeBaseUrl?: string | undefined;
}

export type ProxyHandler = RequestHandler & {
  /** The same handler, under the name that Next.js asks for. */
  readonly GET: RequestHandler;
  /** The same handler. */
  readonly POST: RequestHandler;
  /** The same handler. */
  readonly DELETE: RequestHandler;
  /** The same handler: answers the preflight of the origins that you list. */
  readonly OPTIONS: RequestHandler;
};

const NAME = 'createProxyHandler';
const METHODS = ['GET', 'POST', 'DELETE', 'OPTIONS'];
const MAX_QUERY = 4096;
const DEFAULT_MAX_BODY = 2 * 1024 ** 3;

/**
 * A proxy through which a signed-in user's page uses the image, video and file calls of Decart, with the account's key
 * added on the server. It is what `<DecartProvider proxy="/api/decart">` and the SDK's `proxy` option call.
 *
 * Only what the SDK calls goes through: generate, jobs, files and watch-stream; no tokens, nothing unknown. Bodies stream
 * in both directions. The ids of jobs are signed for the user that `authorize` gives, by the user's id (see
 * `getUserId`), and nobody else can ask for them. Realtime needs a token: see {@link createTokenHandler}.
 *
 * What Decart answers comes back with its status. The proxy's own answers are 401 where `authorize` gives nobody; 403 for
 * another site's page or a model that is not allowed; 404 and 405 for what it does not carry; 408 and 413 for a body that
 * stops or is too large; 429 with `Retry-After` (600 calls a minute for each user unless `rateLimit` says otherwise); 500
 * where the server is not set up, with the reason in its log; 502 and 504 where Decart does not answer.
 *
 * @throws DecartError `INVALID_OPTIONS` when it is created without `authorize` or with options that make no sense.
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
export function createProxyHandler<User = null>(options: ProxyHandlerOptions<User>): ProxyHandler {
  assertAuthorize(options, NAME);
  const { allowedModels, allowCall, allowFileAccess, maxBodySize = DEFAULT_MAX_BODY, timeouts } = options;
  const basePath = parseBasePath(options.basePath ?? '/api/decart');
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://api.decart.ai', 'baseUrl');
  const watchUrl = parseBaseUrl(
    (options.realtimeBaseUrl ?? options.baseUrl ?? 'wss://api3.decart.ai').replace(/^ws/, 'http'),
    'realtimeBaseUrl',
  );
  const jobIds = rememberLast(createJobIds);

  function match(request: Request): ProxyCall {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(`${basePath}/`)) throw notMounted(basePath, pathname);
    // Next.js redirects to addresses with a slash at the end where `trailingSlash` is set.
    const path = pathname.slice(basePath.length + 1).replace(/\/$/, '');
    if (search.length > MAX_QUERY) throw new HttpError(414, 'INVALID_INPUT', 'The query is too long.');
    const route = matchRoute(request.method, path);
    if (route.call) return route.call;
    if (route.allow.length === 0) throw notFound();
    const allow = [...route.allow, 'OPTIONS'].join(', ');
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { allow });
  }

  /** Throws for what this user may not do. */
  async function permit(call: ProxyCall, { user, request }: RequestContext<User>): Promise<void> {
    if ('model' in call && allowedModels && !allowedModels.includes(call.model)) {
      throw new HttpError(403, 'MODEL_NOT_ALLOWED', `The model "${call.model}" may not be used here.`);
    }
    if (call.action === 'file.read' || call.action === 'file.delete') {
      const { action, fileId } = call;
      if (!(await allowFileAccess?.({ action, fileId }, user, request))) throw notFound();
    }
    if (allowCall && !(await allowCall(call, user, request))) {
      throw new HttpError(403, 'NOT_ALLOWED', 'You may not do this.');
    }
  }

  async function answer(asked: ProxyCall, context: RequestContext<User>): Promise<Answer> {
    const { request, userId, apiKey, recorder, log } = context;
    const { record } = recorder;
    const signer = userId === undefined ? undefined : signFor(userId, jobIds(options.jobSecret ?? apiKey));
    const call = (await signer?.open(asked)) ?? asked;
    if ('model' in call) record.model = call.model;
    if ('jobId' in call) record.jobId = call.jobId;
    if ('fileId' in call) record.fileId = call.fileId;
    await permit(call, context);

    const headers = upstreamHeaders(request, apiKey);
    const body = request.method === 'POST' ? request.body : null;
    const length = request.headers.get('content-length');
    if (Number(length) > maxBodySize) {
      throw new HttpError(413, 'TOO_LARGE', `A body may have ${maxBodySize} bytes here.`);
    }
    if (body !== null && length !== null) headers.set('content-length', length);

    const base = call.action === 'stream.watch' ? watchUrl : baseUrl;
    const upstream = await callUpstream({
      url: `${base}${upstreamPath(call)}${new URL(request.url).search}`,
      method: request.method,
      headers,
      body,
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
    return passAnswer(upstream, { call, apiKey, log, signJobId: signer?.sign });
  }

  const handle = createHandler<User, ProxyCall>(options, {
    name: NAME,
    kind: 'proxy',
    methods: METHODS,
    rateLimit: { limit: 600 },
    match,
    answer,
  });
  const methods = { GET: handle, POST: handle, DELETE: handle, OPTIONS: handle };
  return Object.assign((request: Request) => handle(request), methods);
}

/** What one user's job ids go through, on their way in and out. */
function signFor(userId: string, jobIds: JobIds) {
  return {
    sign: (jobId: string) => jobIds.sign(jobId, userId),
    async open(call: ProxyCall): Promise<ProxyCall> {
      if (!('jobId' in call)) return call;
      const jobId = await jobIds.verify(call.jobId, userId);
      // Not 403: whether somebody else has such a job is nobody's business.
      if (jobId === undefined) throw notFound();
      return { ...call, jobId };
    },
  };
}

function notFound(): HttpError {
  return new HttpError(404, 'NOT_FOUND', 'There is no such thing here.');
}

/** The first thing that goes wrong when a proxy is set up. */
function notMounted(basePath: string, path: string): HttpError {
  if (!isDevelopment()) return notFound();
  const advice = `The proxy is told that it is mounted at "${basePath}/", and was asked for "${path}". Set \`basePath\`.`;
  return new HttpError(404, 'NOT_FOUND', advice);
}

function parseBasePath(text: string): string {
  const path = text.replace(/\/+$/, '');
  // As the URL of a request will have it: with a slash in front, and with nothing that is read as something else.
  if (path === '' || (path.startsWith('/') && new URL(`http://localhost${path}`).pathname === path))
    return path;
  throw invalidOptions(
    `\`basePath\` is "${text}": write the path at which it is mounted, as in "/api/decart".`,
  );
}

/** One key a process, as a rule: deriving from it once is enough. */
function rememberLast<Result>(create: (secret: string) => Result): (secret: string) => Result {
  let last: { secret: string; result: Result } | undefined;
  return (secret) => {
    if (last?.secret !== secret) last = { secret, result: create(secret) };
    return last.result;
  };
}
