import { aFunction } from '../../errors/checkOptions';
import { isRecord } from '../../errors/json';
import { createSafeLogger } from '../handler/log';
import { rememberExtras } from '../handler/requestExtras';
import type { StreamingRequestInit } from '../upstream/callUpstream';
import { type Fetch, findNodeFetch, toHeaders } from './nodeFetch';
import { fromNode, isOver, type NodeReadable, type NodeWritable, toNode } from './nodeStreams';

/** The part of `http.IncomingMessage` that is used, so that no type of Node is needed to use this package. */
export interface NodeRequest extends NodeReadable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express and Connect: the whole target, where `url` is relative to where the handler is mounted. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean | undefined };
  /** Whether the whole body has come. */
  readonly complete?: boolean | undefined;
  /** What a body parser has left: the bytes, as on Google Cloud Functions. */
  readonly rawBody?: unknown;
  /** What a body parser has left: the bytes, of `express.raw()`; or what it has made of them. */
  readonly body?: unknown;
}

/** The part of `http.ServerResponse` that is used. */
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
 * Makes a handler for `Request` and `Response` one for `node:http`, and with it for Express, Connect, Fastify and API routes
 * of Next.js. Bodies stream both ways, no faster than the slower side; a client that goes away aborts the request's `signal`,
 * and so does whatever else answers the request first, such as a time-out of the app.
 *
 * Mount it before any body parser: a body that was read already is gone.
 *
 * @param handler - what `createTokenHandler` or `createProxyHandler` returned, or any handler of `Request`. What it throws is
 * passed to `next`, if there is one; else it is logged, and answered with 500. So is a handler that returns no `Response`.
 *
 * @throws DecartError `INVALID_OPTIONS` if `handler` isn't a function.
 *
 * @example
 * ```ts
 * const decart = toNodeHandler(createProxyHandler({ basePath: '/api/decart', authorize }));
 * app.use('/api/decart', decart);                              // Express, Connect
 * http.createServer(decart).listen(3000);                      // node:http
 * fastify.addHook('onRequest', async (request, reply) => {     // Fastify, before its body parsers
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
      // Also where it was somebody else who has answered.
      if (state !== 'answered') gone.abort();
    });
    // An error of a response that nobody listens to ends the process.
    nodeResponse.on('error', () => {});
    // Or it has gone already, while middleware was looking up its session.
    if (nodeResponse.destroyed ?? nodeResponse.stream?.destroyed) gone.abort();
    try {
      const request = toRequest(nodeRequest, gone.signal, fetch);
      if (typeof request === 'number') return refuse(nodeResponse, request);
      const response = await handler(request);
      if (!isSendable(response)) throw new TypeError(NO_RESPONSE);
      if (nodeResponse.headersSent || isOver(nodeResponse)) {
        // Too late: whatever sent this head is in charge of the rest, too.
        await response.body?.cancel();
        return;
      }
      state = 'answering';
      if (await send(response, nodeResponse, nodeRequest.method)) state = 'answered';
    } catch (error) {
      gone.abort();
      // Too late for another answer: the client must see that this one broke off, and not take it for the whole.
      if (state === 'answering') nodeResponse.destroy();
      else if (next) next(error);
      else {
        log.error('A request could not be handled.', error);
        refuse(nodeResponse, 500);
      }
    } finally {
      dropRest(nodeRequest);
    }
  };
}

const NO_RESPONSE =
  'The handler that was passed to `toNodeHandler` returned no standard Response that can be sent: none at all, one of another library, or one whose body was read already.';

/** By its shape: one of another realm is no `instanceof Response`. Once a head is sent it is too late to say so. */
function isSendable(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.headers) || typeof value.headers.getSetCookie !== 'function')
    return false;
  if (typeof value.status !== 'number' || !(value.status >= 200 && value.status <= 599)) return false;
  const { body, bodyUsed } = value;
  return (
    body === null || (isRecord(body) && typeof body.getReader === 'function' && !body.locked && !bodyUsed)
  );
}

/** The standard request; or a status, for what cannot be one. */
function toRequest(from: NodeRequest, signal: AbortSignal, fetch: Fetch | undefined): Request | number {
  const { method = 'GET', headers, socket } = from;
  // The standard knows no such requests.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return 405;
  const target = from.originalUrl ?? from.url ?? '';
  const host = first(headers.host ?? headers[':authority']) ?? 'localhost';
  // Neither another host's absolute URL nor a `Host` with half a path in it may decide what the URL is.
  if (!target.startsWith('/') || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return 400;
  const url = `${socket?.encrypted ? 'https' : 'http'}://${host}${target}`;
  // A path that is read as another one (dot segments, backslashes, a fragment) has passed by whoever looked at it before.
  if (!URL.canParse(url) || new URL(url).pathname !== target.split('?')[0]) return 400;

  // HTTP/2, which is known by its pseudo-headers, says beforehand neither whether there is a body nor how long it is.
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

/** The body, or a stream that says why there is none to its reader: most endpoints don't. */
function findBody(from: NodeRequest): { body: ReadableStream<Uint8Array>; isLost: boolean } {
  // What stays unread flows to nowhere: destroying the request would take the connection, and the answer with it.
  if (!from.readableEnded) return { body: fromNode(from, () => from.resume()), isLost: false };
  // Some hosts and parsers read every body before the app sees the request, and leave the bytes. Unpacked they are not what
  // was sent.
  const bytes = [from.rawBody, from.body].find((left) => left instanceof Uint8Array);
  if (bytes !== undefined && from.headers['content-encoding'] === undefined) {
    return { body: new Blob([new Uint8Array(bytes)]).stream(), isLost: false };
  }
  const message = 'The body of the request was read already. Mount the handler before any body parser.';
  const body = new ReadableStream<Uint8Array>(
    { pull: (controller) => controller.error(new Error(message)) },
    { highWaterMark: 0 },
  );
  return { body, isLost: true };
}

/** Returns whether all of it was written. */
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
  // Whatever has answered before is in charge of it.
  if (response.headersSent || isOver(response)) return;
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain');
  response.end(status === 500 ? 'Internal Server Error' : 'This request is not understood.');
}
/** How long a client may continue sending a body that nobody wants, before its connection is closed. Milliseconds. */
const LINGER_MS = 2000;

/**
 * A client that is answered before it has sent its whole body may see the answer only when it has sent it, or can no
 * longer. So the rest is read for a moment and thrown away; a client that never stops is cut off.
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
