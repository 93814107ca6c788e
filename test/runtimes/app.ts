// The handlers that every runtime serves, each from its own entry in this folder.
import {
  createProxyHandler,
  createTokenHandler,
  type RequestEvent,
  type ServerEvent,
  type WaitUntil,
} from '../../src/server';

export interface Env {
  DECART_API_KEY: string;
  DECART_BASE_URL: string;
  /** Where events are posted to. */
  EVENTS_URL: string;
}

/** Like an app, it awaits something before it sends. */
async function postEvent(url: string, event: ServerEvent): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  await fetch(url, { method: 'POST', body: JSON.stringify(event) });
}

/** One handler for all routes, created outside of a request as apps do. */
export function createApp(env: () => Env, waitUntil?: WaitUntil) {
  const { DECART_BASE_URL, EVENTS_URL } = env();
  const common = {
    apiKey: () => env().DECART_API_KEY,
    baseUrl: DECART_BASE_URL,
    onEvent: (event: ServerEvent) => postEvent(EVENTS_URL, event),
    waitUntil,
  };
  const authorize = (request: Request) => {
    const id = request.headers.get('x-user');
    return id === null ? null : { id };
  };
  const token = createTokenHandler({ ...common, authorize });
  const forUsers = {
    ...common,
    jobSecret: 'the same on every runtime',
    allowFileAccess: () => true,
    timeouts: { headers: 3000, idle: 1500, stalled: 1500, hooks: 500 },
  };
  const proxy = createProxyHandler({ ...forUsers, authorize });
  // For slow steps on a busy machine.
  const patient = createProxyHandler({ ...common, basePath: '/patient', authorize });
  // For the SDK, which doesn't send our header.
  const ada = createProxyHandler({ ...forUsers, basePath: '/ada', authorize: () => ({ id: 'ada' }) });
  const open = createProxyHandler({
    ...common,
    authorize: 'public',
    basePath: '/open',
    rateLimit: { limit: 2 },
  });
  const slow = createTokenHandler({
    ...common,
    authorize: () => new Promise<never>(() => {}),
    timeouts: { hooks: 200 },
  });
  // A line for this test only: its capacity is the account's.
  const line = createTokenHandler({
    ...common,
    authorize,
    sessions: { capacity: 'quota', maxDurationSeconds: 60 },
  });

  return (event: RequestEvent): Promise<Response> => {
    const { pathname } = new URL(event.request.url);
    if (pathname === '/api/decart/token') return token(event);
    if (pathname === '/line') return line(event);
    if (pathname === '/slow') return slow(event);
    if (pathname.startsWith('/open/')) return open(event);
    if (pathname.startsWith('/patient/')) return patient(event);
    return pathname.startsWith('/ada/') ? ada(event) : proxy(event);
  };
}
