import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

// In place of your own login. The signature is why nobody can invent a user: the cookie is a secret, the id in it is not.
const secret = process.env.SESSION_SECRET ?? process.env.DECART_API_KEY ?? randomUUID();

/** The cookie of a new user. */
export function createSession(): string {
  const id = randomUUID();
  return `${id}.${sign(id)}`;
}

/** The user's id, or null for a cookie that was not made here. */
export function readSession(cookie = ''): string | null {
  const [id = '', signature = ''] = cookie.split('.');
  const [given, genuine] = [Buffer.from(signature), Buffer.from(sign(id))];
  return given.length === genuine.length && timingSafeEqual(given, genuine) ? id : null;
}

function sign(id: string): string {
  return createHmac('sha256', secret).update(`session of ${id}`).digest('base64url');
}
