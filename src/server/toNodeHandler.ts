import { rememberAddress } from './clientAddress';
import type { RequestHandler } from './handler';
import { readNodeBody } from './nodeBody';
import type { StreamingRequestInit } from './upstream';

/** The part of `http.IncomingMessage` that is used, so that no type of Node is needed to use this package. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express and Connect: the whole target, where `url` is relative to where the handler is mounted. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean | undefined };
  /** Whether the whole body has come. */
  readonly complete?: boolean | undefined;
  readonly readableEnded?: boolean | undefined;
  /** What a body parser has left: the bytes, as on Google Cloud Functions. */
  readonly rawBody?: unknown;
  read(): unknown;
  resume(): unknown;
  destroy(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** The part of `http.ServerResponse` that is used. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly destroyed?: boolean | undefined;
  readonly writableFinished?: boolean | undefined;
  setHeader(name: string, value: string | string[]): unknown;
  write(chunk: Uint8Array): boolean;
  end(text?: string): unknown;
  destroy(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
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
  return async (nodeRequest, nodeResponse, next) => {
    const gone = new AbortController();
    nodeResponse.on('close', () => {
      if (!nodeResponse.writableFinished) gone.abort();
    });
    try {
      const request = toRequest(nodeRequest, gone.signal);
      if (typeof request === 'number') refuse(nodeResponse, request);
      else await send(await handler(request), nodeResponse);
    } catch (error) {
      // Too late for an answer: the client must see that it broke off, and not take what it has for the whole.
      if (nodeResponse.headersSent) nodeResponse.destroy();
      else if (next) return next(error);
      else refuse(nodeResponse, 500);
    }
    dropRest(nodeRequest);
  };
}

/** The standard request; or a status, for what cannot be one. */
function toRequest(from: NodeRequest, signal: AbortSignal): Request | number {
  const { method = 'GET', headers, socket } = from;
  // The standard knows no such requests.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return 405;
  const target = from.originalUrl ?? from.url ?? '';
  const host = first(headers.host ?? headers[':authority']) ?? 'localhost';
  // Neither another host's absolute URL nor a `Host` with half a path in it may decide what the URL is.
  if (!target.startsWith('/') || !/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return 400;
  const url = `${socket?.encrypted ? 'https' : 'http'}://${host}${target}`;
  if (!URL.canParse(url)) return 400;

  const hasBody = headers['transfer-encoding'] !== undefined || Number(first(headers['content-length'])) > 0;
  const body = hasBody && method !== 'GET' && method !== 'HEAD' ? readNodeBody(from) : null;
  const init: StreamingRequestInit = {
    method,
    headers: toHeaders(headers),
    body,
    signal,
    duplex: 'half',
  };
  const request = new Request(url, init);
  rememberAddress(request, socket?.remoteAddress);
  return request;
}

function toHeaders(from: NodeRequest['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(from)) {
    // HTTP/2's pseudo-headers are no headers.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return headers;
}

async function send(response: Response, to: NodeResponse): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') to.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('set-cookie', cookies);
  if (response.body === null) {
    to.end();
    return;
  }

  const reader = response.body.getReader();
  const stop = () => {
    reader.cancel().catch(() => {});
  };
  to.on('close', stop);
  let next = await reader.read();
  while (!next.done && !to.destroyed) {
    const room = to.write(next.value) || to.writableLength < 262144;
    // One chunk ahead, so that Decart sends the next while this one is on its way to the client.
    const following = reader.read();
    if (!room) await drained(to);
    next = await following;
  }
  to.off('close', stop);
  if (!to.destroyed) to.end();
}

/** Until more can be written, or never again. */
function drained(to: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      to.off('drain', done);
      to.off('close', done);
      resolve();
    };
    to.on('drain', done);
    to.on('close', done);
  });
}

function refuse(response: NodeResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain');
  response.end(status === 500 ? 'Internal Server Error' : 'Bad Request');
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
  const timer: unknown = setTimeout(() => request.complete || request.destroy(), LINGER);
  request.on('end', () => clearTimeout(timer as number));
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
