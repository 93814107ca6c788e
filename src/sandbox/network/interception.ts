// Puts the sandbox between the page and the sandbox's own hosts. Calls to other hosts use the page's `WebSocket` and
// `fetch`, unchanged.
import { PageSocket, type ServerEnd } from './pageSocket';

/** Answers for a set of hosts. */
export interface Backend {
  /** The socket opens when this resolves, unless it was closed before. */
  acceptSocket(socket: ServerEnd): Promise<void>;
  answer(request: Request): Promise<Response>;
}

export interface Interception {
  /** Wraps the page's classes again, if another tool (MSW) has replaced them since. */
  bringToFront(): void;
  stop(): void;
}

type Global = 'WebSocket' | 'fetch';

const backends = new Map<string, Backend>();
let layers: Layer[] | undefined;

/**
 * Answers sockets and fetches to `hosts` with `backend` until it is stopped. The page's classes are replaced while there
 * is at least one host.
 */
export function intercept(hosts: readonly string[], backend: Backend): Interception {
  // On a server there is nothing to intercept.
  if (typeof window === 'undefined') return { bringToFront() {}, stop() {} };
  for (const host of hosts) backends.set(host, backend);
  layers ??= [
    // Not every runtime with a `window` has sockets.
    ...(typeof WebSocket === 'undefined' ? [] : [createLayer('WebSocket', routeSockets)]),
    createLayer('fetch', routeRequests),
  ];
  const bringToFront = () => {
    for (const layer of layers ?? []) layer.bringToFront();
  };
  bringToFront();
  return {
    bringToFront,
    stop() {
      for (const host of hosts) backends.delete(host);
      if (backends.size > 0) return;
      for (const layer of layers ?? []) layer.remove();
      layers = undefined;
    },
  };
}

interface Layer {
  bringToFront(): void;
  remove(): void;
}

/**
 * Replaces a global. Another tool may do the same, before or after: it gets every call that isn't for the sandbox, and
 * its replacement stays in place.
 */
function createLayer<K extends Global>(
  name: K,
  route: (next: (typeof globalThis)[K]) => (typeof globalThis)[K],
): Layer {
  const previous = new Map<unknown, (typeof globalThis)[K]>();
  const set = (value: (typeof globalThis)[K]) => {
    const { enumerable = true } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    Object.defineProperty(globalThis, name, { value, enumerable, configurable: true, writable: true });
  };
  return {
    bringToFront() {
      const current = globalThis[name];
      if (previous.has(current)) return;
      const replacement = route(current);
      previous.set(replacement, current);
      set(replacement);
    },
    remove() {
      const before = previous.get(globalThis[name]);
      if (before) set(before);
    },
  };
}

function backendFor(url: string | URL): Backend | undefined {
  try {
    return backends.get(new URL(url, globalThis.location?.href).host);
  } catch {
    return undefined; // the native class refuses a malformed URL
  }
}

function routeSockets(next: typeof WebSocket): typeof WebSocket {
  return new Proxy(next, {
    construct(target, args: ConstructorParameters<typeof WebSocket>, newTarget) {
      const [url, protocols] = args;
      const backend = backendFor(url);
      if (!backend) return Reflect.construct(target, args, newTarget);
      return new PageSocket(url, protocols, backend.acceptSocket);
    },
  });
}

function routeRequests(next: typeof fetch): typeof fetch {
  return (input, init) => {
    // Checked by shape: a request may come from another window.
    const backend = backendFor(typeof input === 'object' && 'url' in input ? input.url : input);
    return backend ? answer(backend, input, init) : next.call(globalThis, input, init);
  };
}

/** The response as `fetch` would return it. */
async function answer(backend: Backend, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  // Safari can't read a form with files back from a request.
  if (init?.body instanceof FormData) {
    const form = copyOf(init.body);
    Object.defineProperty(request, 'formData', { value: async () => form });
  }
  const { signal } = request;
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const response = await Promise.race([backend.answer(request), aborted]);
  if (response.type === 'error') throw new TypeError('Failed to fetch');
  Object.defineProperty(response, 'url', { value: request.url });
  return response;
}

/** The caller may change the form as soon as `fetch` has returned. */
function copyOf(form: FormData): FormData {
  const copy = new FormData();
  for (const [name, value] of form) copy.append(name, value);
  return copy;
}
