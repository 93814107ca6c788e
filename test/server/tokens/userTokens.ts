import { createTokenHandler, type TokenHandlerOptions } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart, logger } from '../support/ownDecart';

export interface User {
  id: string;
  plan: string;
}

export const SITE = 'https://app.example';

/** A user signed in with the cookie `user=<id>`. */
function authorize(request: Request): User | null {
  const id = /user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return id === undefined ? null : { id, plan: 'free' };
}

export function createHandler(options: Partial<TokenHandlerOptions<User>> = {}) {
  return createTokenHandler<User>({ authorize, apiKey: KEY, baseUrl: decart.url, logger, ...options });
}

export function ask(headers: Record<string, string> = {}, init: RequestInit = {}) {
  return new Request(`${SITE}/api/decart/token`, {
    method: 'POST',
    headers: { cookie: 'user=ada', origin: SITE, host: 'app.example', ...headers },
    ...init,
  });
}
