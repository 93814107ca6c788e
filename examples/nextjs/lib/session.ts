import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

// Replace this with your own login. The signature prevents forged users. Only the cookie is a secret, not the id in it.
const secret = process.env.SESSION_SECRET ?? process.env.DECART_API_KEY ?? randomUUID();

/** The cookie of a new user. */
export function createSession(): string {
  const id = randomUUID();
  return `${id}.${sign(id)}`;
}

/** The user's id, or null for a cookie that this server did not create. */
export function readSession(cookie = ''): string | null {
  const [id = '', signature = ''] = cookie.split('.');
  const [given, genuine] = [Buffer.from(signature), Buffer.from(sign(id))];
  return given.length === genuine.length && timingSafeEqual(given, genuine) ? id : null;
}

function sign(id: string): string {
  return createHmac('sha256', secret).update(`session of ${id}`).digest('base64url');
}
