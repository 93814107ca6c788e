import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { type WebSocketClientConnection, WebSocketInterceptor } from '@mswjs/interceptors/WebSocket';

/** What answers for a set of hosts. */
export interface Backend {
  /** The socket opens when this resolves, unless it was closed before. */
  acceptSocket(socket: WebSocketClientConnection): Promise<void>;
  answer(request: Request): Promise<Response>;
}

const backends = new Map<string, Backend>();
let stopIntercepting: (() => void) | undefined;

/**
 * Answers sockets and fetches to `hosts` with `backend` until the returned function is called.
 * The page's classes are patched while there is at least one host, and theirs again afterwards.
 */
export function intercept(hosts: readonly string[], backend: Backend): () => void {
  if (typeof window === 'undefined') return () => {}; // server rendering: there is nothing to answer
  for (const host of hosts) backends.set(host, backend);
  stopIntercepting ??= startIntercepting();
  return () => {
    for (const host of hosts) backends.delete(host);
    if (backends.size > 0) return;
    stopIntercepting?.();
    stopIntercepting = undefined;
  };
}

function backendFor(url: string | URL): Backend | undefined {
  try {
    return backends.get(new URL(url, globalThis.location?.href).host);
  } catch {
    return undefined; // a malformed URL is the native class's to refuse
  }
}

function startIntercepting(): () => void {
  const sockets = new WebSocketInterceptor();
  const requests = new FetchInterceptor();
  sockets.on('connection', ({ client, server }) => {
    const backend = backendFor(client.url);
    if (backend) return backend.acceptSocket(client);
    server.connect();
  });
  requests.on('request', async ({ request, controller }) => {
    const response = await backendFor(request.url)?.answer(request);
    if (response) controller.respondWith(response);
  });

  const native = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
  sockets.apply();
  requests.apply();
  const patched = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };

  // The interceptors stand between the page and every host, with a socket of their own making and a rebuilt
  // request. Others' traffic gets the native ones, so that nothing about it changes.
  const routed = {
    WebSocket: new Proxy(native.WebSocket, {
      construct: (target, args: [string | URL, ...unknown[]], newTarget) =>
        backendFor(args[0])
          ? new patched.WebSocket(...(args as ConstructorParameters<typeof WebSocket>))
          : Reflect.construct(target, args, newTarget),
    }),
    fetch: ((input, init) => {
      const ours = backendFor(input instanceof Request ? input.url : input);
      return (ours ? patched.fetch : native.fetch)(input, init);
    }) satisfies typeof fetch,
  };
  globalThis.WebSocket = routed.WebSocket;
  globalThis.fetch = routed.fetch;

  return () => {
    const current = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
    sockets.dispose();
    requests.dispose();
    // Whoever patched after us keeps what they put there.
    if (current.WebSocket !== routed.WebSocket) globalThis.WebSocket = current.WebSocket;
    if (current.fetch !== routed.fetch) globalThis.fetch = current.fetch;
  };
}
