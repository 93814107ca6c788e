import { afterEach, onTestFinished } from 'vitest';
import { createProxyHandler, type ServerEvent } from '../../../src/server';
import { KEY } from '../support/decart';
import { type Listening, serve } from '../support/listen';
import { decart, logger } from '../support/ownDecart';

export const events: ServerEvent[] = [];
const onEvent = (event: ServerEvent) => void events.push(event);
afterEach(() => {
  events.length = 0;
});

export const common = () => ({
  authorize: () => ({ id: 'ada' }),
  apiKey: KEY,
  baseUrl: decart.url,
  logger,
  onEvent,
});

export type Options = Record<string, unknown>;

/** A handler on a socket, with hooks as plain JavaScript may write them. */
export async function start(
  create: (options: never) => (request: Request) => Promise<Response>,
  options: Options,
) {
  const app = await serve(Reflect.apply(create, undefined, [{ ...common(), ...options }]));
  onTestFinished(app.close);
  return app;
}

/** A proxy, and how to call it. */
export async function startProxy(options: Options) {
  const app = await start(createProxyHandler, options);
  const call = (path: string, init: RequestInit = {}) => fetch(`${app.url}/api/decart${path}`, init);
  return { call, submit: () => call('/v1/jobs/lucy-2.5', { method: 'POST' }) };
}

export const post = (app: Listening, path: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path === '/token' ? path : `/api/decart${path}`}`, { method: 'POST', ...init });

/** A hook that never answers. */
export const never = () => new Promise<never>(() => {});
