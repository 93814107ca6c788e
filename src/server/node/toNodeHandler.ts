import type { RequestHandler } from '../handler/createHandler';
import { createSafeLogger } from '../handler/log';
import type { StreamingRequestInit } from '../upstream/callUpstream';
import { type Fetch, findNodeFetch, toHeaders } from './nodeFetch';
import { rememberExtras } from './nodeRequests';
import { fromNode, type NodeReadable, type NodeWritable, toNode } from './nodeStreams';

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
}

/** The part of `http.ServerResponse` that is used. */
export interface NodeResponse extends NodeWritable {
  statusCode: number;
  readonly writableEnded?: boolean | undefined;
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
 * Makes a handler for `Request` and `Response` one for `node:http`, and with it for Express, Connect and Fastify. Bodies
 * stream both ways, no faster than the slower side; a client that goes away aborts the request's `signal`.
 *
 * Mount it before any body parser: a body that was read already is gone.
 *
 * @param handler - what `createTokenHandler` or `createProxyHandler` gave, or any handler of `Request`
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
export function toNodeHandler(handler: RequestHandler): NodeHandler {
  const fetch = findNodeFetch();
  const log = createSafeLogger();
  return async (nodeRequest, nodeResponse, next) => {
    const gone = new AbortController();
    nodeResponse.on('close', () => {
      if (!nodeResponse.writableEnded) gone.abort();
    });
    // Or it has gone already, while middleware was looking up its session.
    if (nodeResponse.destroyed ?? nodeResponse.stream?.destroyed) gone.abort();
    let answering = false;
    try {
      const request = toRequest(nodeRequest, gone.signal, fetch);
      if (typeof request === 'number') return refuse(nodeResponse, request);
      const response = await handler(request);
      answering = true;
      await send(response, nodeResponse);
    } catch (error) {
      // Too late for another answer: the client must see that this one broke off, and not take it for the whole.
      if (answering) nodeResponse.destroy();
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
  const body = hasBody && method !== 'GET' && method !== 'HEAD' ? readBody(from) : null;
  const init: StreamingRequestInit = {
    method,
    headers: toHeaders(headers),
    body,
    signal,
    duplex: 'half',
  };
  const request = new Request(url, init);
  rememberExtras(request, { source: from, fetch });
  return request;
}

function readBody(request: NodeRequest): ReadableStream<Uint8Array> {
  const { readableEnded, rawBody, headers } = request;
  // What stays unread flows to nowhere: destroying the request would take the connection, and the answer with it.
  if (!readableEnded) return fromNode(request, () => request.resume());
  // Some hosts read every body before the app sees the request, and leave the bytes. Unpacked they are not what was sent.
  if (rawBody instanceof Uint8Array && headers['content-encoding'] === undefined) {
    return new Blob([new Uint8Array(rawBody)]).stream();
  }
  throw new Error('The body of the request was read already. Mount the handler before any body parser.');
}

async function send(response: Response, to: NodeResponse): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') to.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('set-cookie', cookies);
  if (response.body === null) to.end();
  else await toNode(response.body, to);
}

function refuse(response: NodeResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain');
  response.end(status === 500 ? 'Internal Server Error' : 'This request is not understood.');
}

/** How long a client may go on sending a body that nobody wants, before its connection is closed. Milliseconds. */
const LINGER = 2000;

/**
 * A client that is answered before it has sent its whole body may see the answer only when it has sent it, or can no
 * longer. So the rest is read for a moment and thrown away; who goes on for ever is cut off.
 */
function dropRest(request: NodeRequest): void {
  if (request.complete !== false) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER);
  request.on('end', () => clearTimeout(timer));
  request.on('close', () => clearTimeout(timer));
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
