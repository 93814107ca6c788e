// The signaling socket of a connect, which the SDK opens and doesn't expose. It carries information that the SDK drops:
// close codes before it retries, `retry_after`, the acknowledgement of the initial state. Closing it is also the only way
// to cancel a connect.

const NAME = 'WebSocket';
const LATE_CLOSE_MS = 150;
// Without a reason from the service, the code echoes our own close, or the network is gone.
const OWN_CLOSES = [1000, 1005, 1006];

// Sockets are matched by their order of creation, so only one connect at a time may be about to create one.
let pending: Promise<void> | undefined;

/**
 * Calls `connect`, and passes the first WebSocket that it creates to `onSocket`, before the SDK has its own handlers on
 * it. The global constructor is watched until then: for a few microtasks.
 */
export async function watchSocket<T>(
  connect: () => Promise<T>,
  isSignaling: (url: string) => boolean,
  onSocket: (socket: WebSocket) => void,
): Promise<T> {
  while (pending) await pending;
  let release = () => {};
  const current = new Promise<void>((resolve) => {
    release = resolve;
  });
  pending = current;
  const native = Object.getOwnPropertyDescriptor(globalThis, NAME);
  const watched = new Proxy(globalThis.WebSocket, {
    construct(target, args, newTarget) {
      const socket: WebSocket = Reflect.construct(target, args, newTarget === watched ? target : newTarget);
      if (pending === current && isSignaling(String(args[0]))) {
        stop();
        onSocket(socket);
      }
      return socket;
    },
  });

  function stop() {
    if (pending !== current) return;
    pending = undefined;
    release();
    // If other code has replaced it since, that one stays; ours passes calls on.
    if (native && globalThis.WebSocket === watched) Object.defineProperty(globalThis, NAME, native);
  }

  // Interceptors such as MSW's define it as read-only.
  Object.defineProperty(globalThis, NAME, { value: watched, configurable: true, writable: true });
  try {
    return await connect();
  } finally {
    stop();
  }
}

/** How the service closed a socket that is closing, if it did. */
export function closeOf(socket: WebSocket): Promise<{ code: number; reason: string } | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LATE_CLOSE_MS, undefined);
    socket.addEventListener('close', ({ code, reason }) => {
      clearTimeout(timer);
      resolve(OWN_CLOSES.includes(code) ? undefined : { code, reason });
    });
  });
}

/** Closes a socket after this long, if it is still open and `done` hasn't resolved. */
export function closeUnless(done: Promise<unknown>, socket: WebSocket | undefined, ms: number): void {
  const timer = setTimeout(() => socket?.close(), ms);
  const settle = () => clearTimeout(timer);
  socket?.addEventListener('close', settle);
  void done.then(settle);
}
