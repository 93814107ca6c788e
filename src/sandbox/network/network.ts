import { intercept } from './interception';
import type { ServerEnd } from './pageSocket';
import { ServerSocket } from './serverSocket';

export interface NetworkRoutes {
  /** By host: decides what happens to a socket that is about to open. It opens when the promise resolves. */
  sockets: Record<string, (socket: ServerSocket) => void | Promise<void>>;
  /** By host: answers a request. */
  requests: Record<string, (request: Request) => Promise<Response>>;
}

/** The network between the page and one sandbox, with its faults. */
export interface Network {
  /** One way, in ms, on every socket. */
  latencyMs: number;
  readonly openSockets: number;
  /** Nothing passes in either direction, and nothing is lost, until `release`. */
  hold(): void;
  release(): void;
  /** Every socket is cut; new ones and requests fail until `connect`. */
  disconnect(): void;
  connect(): void;
  /** Wraps the page's classes again, if another tool has replaced them since. */
  bringToFront(): void;
  dispose(): void;
}

export function createNetwork(routes: NetworkRoutes): Network {
  const open = new Set<ServerSocket>();
  let held: PromiseWithResolvers | null = null;
  let connected = true;

  async function acceptSocket(page: ServerEnd): Promise<void> {
    const socket = new ServerSocket(
      page,
      () => network.latencyMs,
      (closed) => open.delete(closed),
    );
    open.add(socket);
    if (!connected) return socket.refuse();
    if (network.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, network.latencyMs * 2));
    await held?.promise;
    if (!socket.open) return;
    await routes.sockets[socket.url.host]?.(socket);
  }

  async function answer(request: Request): Promise<Response> {
    if (!connected) return Response.error();
    await held?.promise;
    return (
      (await routes.requests[new URL(request.url).host]?.(request)) ?? new Response(null, { status: 404 })
    );
  }

  const hosts = [...new Set([...Object.keys(routes.sockets), ...Object.keys(routes.requests)])];
  const interception = intercept(hosts, { acceptSocket, answer });

  const network: Network = {
    latencyMs: 0,
    get openSockets() {
      return open.size;
    },
    hold() {
      held ??= withResolvers();
      for (const socket of open) socket.hold();
    },
    release() {
      held?.resolve();
      held = null;
      for (const socket of open) socket.release();
    },
    disconnect() {
      connected = false;
      for (const socket of [...open]) socket.cut();
    },
    connect() {
      connected = true;
    },
    bringToFront: interception.bringToFront,
    dispose() {
      network.disconnect();
      network.release();
      interception.stop();
    },
  };
  return network;
}

interface PromiseWithResolvers {
  promise: Promise<void>;
  resolve(): void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
