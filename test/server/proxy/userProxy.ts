import { createProxyHandler, type ProxyHandlerOptions } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart, logger } from '../support/ownDecart';

export interface User {
  id: string;
}

/** A user signed in with the cookie `user=<id>`. */
function authorize(request: Request): User | null {
  const id = /user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return id === undefined ? null : { id };
}

export function createHandler(options: Partial<ProxyHandlerOptions<User>> = {}) {
  return createProxyHandler<User>({ authorize, apiKey: KEY, baseUrl: decart.url, logger, ...options });
}

export function form(fields: Record<string, string | Blob> = { data: new Blob(['image']), prompt: 'x' }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

export function ask(path: string, init: RequestInit = {}, user = 'ada') {
  return new Request(`https://app.example/api/decart${path}`, {
    ...init,
    headers: { cookie: `user=${user}`, ...init.headers },
  });
}

export const post = (path: string, body: BodyInit | null = form(), user?: string) =>
  ask(path, { method: 'POST', body }, user);
