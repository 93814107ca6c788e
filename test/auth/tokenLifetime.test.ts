import { describe, expect, it } from 'vitest';
import { tokenLifetime } from '../../src/auth/tokenLifetime';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const apiKey = 'ek_test';

function jwt(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'EdDSA' })}.${part(claims)}.signature`;
}
const at = (ms: number) => new Date(ms).toISOString();

describe('the lifetime of a token', () => {
  it('is what expiresIn says, before anything else', () => {
    const token = { apiKey, expiresIn: 300, expiresAt: at(NOW + 60_000), token: jwt({ iat: 0, exp: 90 }) };
    expect(tokenLifetime(token, NOW)).toBe(300_000);
  });

  it('is the span between iat and exp of the JWT, whatever the clock says', () => {
    const token = jwt({ iat: 1_000, exp: 1_090, sub: 'ÿ?>~ needs the URL-safe alphabet' });
    expect(token).toMatch(/[-_]/);
    expect(tokenLifetime({ apiKey, token, expiresAt: at(NOW - 6 * HOUR) }, NOW)).toBe(90_000);
  });

  it.each(['2026-11-24T12:01:30.000Z', Date.UTC(2026, 10, 24, 12, 1, 30), new Date(NOW + 90_000)])(
    'is the time until expiresAt (%s) when that is all there is',
    (expiresAt) => {
      expect(tokenLifetime({ apiKey, expiresAt }, NOW)).toBe(90_000);
    },
  );

  it.each([
    ['a clock six hours fast', at(NOW + 60_000 - 6 * HOUR)],
    ['a clock six hours slow', at(NOW + 60_000 + 6 * HOUR)],
    ['no date', 'soon'],
    ['seconds in the place of milliseconds', NOW / 1000],
  ])("is Decart's default of a minute with %s", (_, expiresAt) => {
    expect(tokenLifetime({ apiKey, expiresAt }, NOW)).toBe(60_000);
  });

  it('is also a minute when the token says nothing, or nonsense', () => {
    expect(tokenLifetime({ apiKey }, NOW)).toBe(60_000);
    expect(tokenLifetime({ apiKey, token: 'not.a.jwt', expiresIn: -5 }, NOW)).toBe(60_000);
    expect(tokenLifetime({ apiKey, token: 'opaque', expiresIn: Number.NaN }, NOW)).toBe(60_000);
  });

  it('is never longer than timers can wait, and has no end for a permanent key', () => {
    expect(tokenLifetime({ apiKey, expiresIn: 1e12 }, NOW)).toBe(24 * HOUR);
    expect(tokenLifetime({ apiKey: 'dct_key' }, NOW)).toBe(Number.POSITIVE_INFINITY);
  });
});
