import { aFunction } from '../../errors/checkOptions';
import { isRecord } from '../../errors/json';
import { createSafeLogger } from '../handler/log';
import { rememberExtras } from '../handler/requestExtras';
import type { StreamingRequestInit } from '../upstream/callUpstream';
import { type Fetch, findNodeFetch, toHeaders } from './nodeFetch';
import { fromNode, isOver, type NodeReadable, type NodeWritable, toNode } from './nodeStreams';

/** The parts of `http.IncomingMessage` that are used, so that this package needs no Node types. */
export interface NodeRequest extends NodeReadable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express and Connect: the whole target, whereas `url` is relative to the mount path. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean | undefined };
  /** Whether the whole body has arrived. */
  readonly complete?: boolean | undefined;
  /** Left by a body parser: the bytes, as on Google Cloud Functions. */
  readonly rawBody?: unknown;
  /** Left by a body parser: the bytes, from `express.raw()`, or the parsed body. */
  readonly body?: unknown;
}

/** The parts of `http.ServerResponse` that are used. */
export interface NodeResponse extends NodeWritable {
  statusCode: number;
  readonly headersSent?: boolean | undefined;
  /** HTTP/2. */
  readonly stream?: { readonly destroyed?: boolean | undefined } | undefined;
  setHeader(name: string, value: string | string[]): unknown;
  destroy(): unknown;
}

export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Adapts a handler for `Request` and `Response` to `node:http`, and so to Express, Connect, Fastify and API routes of
 * Next.js. Bodies stream in both directions, no faster than the slower side. The request's `signal` is aborted if the
 * client disconnects, or if other code answers the request first, such as the app's timeout.
 *
 * Mount it before any body parser: a body that was already read is gone.
 *
 * @param handler - the result of `createTokenHandler` or `createProxyHandler`, or any handler for a `Request`. What it
 * throws is passed to `next`, if there is one; else it is logged, and answered with 500. So is a handler that returns no
 * `Response`.
 *
 * @throws DecartError `INVALID_OPTIONS` if `handler` isn't a function.
 *
 * @example
 * ```ts
 * const decart = toNodeHandler(createProxyHandler({ basePath: '/api/decart', authorize }));
 * // Express, Connect
 * app.use('/api/decart', decart);
 * // node:http
 * http.createServer((request, response) => void decart(request, response)).listen(3000);
 * // Fastify, before its body parsers
 * fastify.addHook('onRequest', async (request, reply) => {
 *   if (!request.url.startsWith('/api/decart/')) return;
 *   reply.hijack();
 *   await decart(request.raw, reply.raw);
 * });
 * ```
 */
export function toNodeHandler(handler: (request: Request) => Promise<Response>): NodeHandler {
  aFunction(handler, 'handler');
  const fetch = findNodeFetch();
  const log = createSafeLogger();
  return async (nodeRequest, nodeResponse, next) => {
    const gone = new AbortController();
    let state: 'asking' | 'answering' | 'answered' = 'asking';
    nodeResponse.on('close', () => {
      // Also if other code has sent the response.
      if (state !== 'answered') gone.abort();
    });
    // An unhandled error of a response ends the process.
    nodeResponse.on('error', () => {});
    // Or it has already closed, while middleware was looking up its session.
    if (nodeResponse.destroyed ?? nodeResponse.stream?.destroyed) gone.abort();
    try {
      const request = toRequest(nodeRequest, gone.signal, fetch);
      if (typeof request === 'number') return refuse(nodeResponse, request);
      const response = await handler(request);
      if (!isSendable(response)) throw new TypeError(NO_RESPONSE);
      if (nodeResponse.headersSent || isOver(nodeResponse)) {
        // Too late: the code that sent this head is also responsible for the rest.
        await response.body?.cancel();
        return;
      }
      state = 'answering';
      if (await send(response, nodeResponse, nodeRequest.method)) state = 'answered';
    } catch (error) {
      gone.abort();
      // Too late for another response: the client must see that this one broke off, and not take it for the whole.
      if (state === 'answering') nodeResponse.destroy();
      else if (next) next(error);
      else {
        log.error("A request couldn't be handled.", error);
        refuse(nodeResponse, 500);
      }
    } finally {
      dropRest(nodeRequest);
    }
  };
}

const NO_RESPONSE =
  "The handler that was passed to `toNodeHandler` didn't return a standard Response that can be sent. It returned nothing, another library's Response, or one whose body was already read.";

/**
 * Checked by shape: a `Response` from another realm isn't an `instanceof Response`. After the head has been sent, it's too
 * late for an error status.
 */
function isSendable(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.headers) || typeof value.headers.getSetCookie !== 'function')
    return false;
  if (typeof value.status !== 'number' || !(value.status >= 200 && value.status <= 599)) return false;
  const { body, bodyUsed } = value;
  return (
    body === null || (isRecord(body) && typeof body.getReader === 'function' && !body.locked && !bodyUsed)
  );
}

/** The standard request; or a status, if it can't be one. */
function toRequest(from: NodeRequest, signal: AbortSignal, fetch: Fetch | undefined): Request | number {
  const { method = 'GET', headers, socket } = from;
  // The standard doesn't allow such requests.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return 405;
  const target = from.originalUrl ?? from.url ?? '';
  const host = first(headers.host ?? headers[':authority']) ?? 'localhost';
  // Neither another host's absolute URL nor a `Host` that contains part of a path may decide the URL.
  if (!target.startsWith('/') || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return 400;
  const url = `${socket?.encrypted ? 'https' : 'http'}://${host}${target}`;
  // If a path changes when it is parsed (dot segments, backslashes, a fragment), earlier checks saw a different path.
  if (!URL.canParse(url) || new URL(url).pathname !== target.split('?')[0]) return 400;

  // HTTP/2, recognized by its pseudo-headers, says in advance neither whether there is a body nor how long it is.
  const hasBody =
    headers['transfer-encoding'] !== undefined ||
    headers[':method'] !== undefined ||
    Number(first(headers['content-length'])) > 0;
  const source = hasBody && method !== 'GET' && method !== 'HEAD' ? findBody(from) : undefined;
  const init: StreamingRequestInit = {
    method,
    headers: toHeaders(headers),
    body: source?.body ?? null,
    signal,
    duplex: 'half',
  };
  const request = new Request(url, init);
  rememberExtras(request, { nodeRequest: from, fetch, hasLostBody: source?.isLost ?? false });
  return request;
}

/** The body, or a stream that fails when it is read and says why: most endpoints don't read it. */
function findBody(from: NodeRequest): { body: ReadableStream<Uint8Array>; isLost: boolean } {
  // The rest is drained unread: destroying the request would also close the connection, and with it the response.
  if (!from.readableEnded) return { body: fromNode(from, () => from.resume()), isLost: false };
  // Some hosts and parsers read every body before the app sees the request, and keep the bytes. Decompressed bytes aren't
  // what was sent.
  const bytes = [from.rawBody, from.body].find((left) => left instanceof Uint8Array);
  if (bytes !== undefined && from.headers['content-encoding'] === undefined) {
    return { body: new Blob([new Uint8Array(bytes)]).stream(), isLost: false };
  }
  const message = 'The body of the request was already read. Mount the handler before any body parser.';
  const body = new ReadableStream<Uint8Array>(
    { pull: (controller) => controller.error(new Error(message)) },
    { highWaterMark: 0 },
  );
  return { body, isLost: true };
}

/** Returns whether everything was written. */
async function send(response: Response, to: NodeResponse, method: string | undefined): Promise<boolean> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') to.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('set-cookie', cookies);
  if (response.body !== null && method !== 'HEAD') return toNode(response.body, to);
  await response.body?.cancel();
  to.end();
  return true;
}

function refuse(response: NodeResponse, status: number): void {
  // The code that has already answered is responsible for it.
  if (response.headersSent || isOver(response)) return;
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain');
  response.end(status === 500 ? 'Internal Server Error' : "This request can't be understood.");
}
/** How long a client may keep sending an unwanted body before its connection is closed. Milliseconds. */
const LINGER_MS = 2000;

/**
 * A client that gets a response before it has sent its whole body may read it only after it has sent everything, or can't
 * send any more. So the rest is read for a moment and discarded; a client that never stops is cut off.
 */
function dropRest(request: NodeRequest): void {
  if (request.complete !== false) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.on('end', () => clearTimeout(timer));
  request.on('close', () => clearTimeout(timer));
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
