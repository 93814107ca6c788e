import type { CreateTokenOptions } from '@decartai/sdk';

function base64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function randomId(length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % 36]).join('');
}

/** A client token's key, shaped like Decart's: `ek_…`. */
export function createClientKey(): string {
  return `ek_sandbox_${randomId(24)}`;
}

/** A JWT with the claims that Decart's has and a signature that no one could verify. */
export function createJwt(claims: { sub: string; iat: number; exp: number } & CreateTokenOptions): string {
  const header = { alg: 'EdDSA', typ: 'JWT', kid: 'sandbox' };
  return [base64Url(JSON.stringify(header)), base64Url(JSON.stringify(claims)), randomId(43)].join('.');
}
