import { describe, expect, it } from 'vitest';
import { createTokenRegistry, SANDBOX_PERMANENT_KEY } from '../../../src/sandbox/tokens/tokenRegistry';

function claimsOf(jwt: string | undefined) {
  return JSON.parse(atob((jwt?.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
}

describe('the sandbox’s tokens', () => {
  it('mints a client token that is valid for a minute, by the sandbox’s clock', () => {
    let time = Date.UTC(2026, 0, 1);
    const tokens = createTokenRegistry({ now: () => time });
    const { apiKey, expiresAt, token } = tokens.mint();
    expect(apiKey).toMatch(/^ek_/);
    expect(expiresAt).toBe('2026-01-01T00:01:00.000Z');
    const { iat, exp } = claimsOf(token);
    expect(exp - iat).toBe(60);
    time += 59_999;
    expect(tokens.verify(apiKey)).toEqual({ ok: true });
    time += 1;
    expect(tokens.verify(apiKey)).toEqual({ ok: false, status: 401, detail: 'API key has expired' });
  });

  it('refuses a page whose origin a token does not allow', () => {
    const tokens = createTokenRegistry({ origin: 'https://app.example' });
    const { apiKey } = tokens.mint({ allowedOrigins: ['https://other.example'] });
    expect(tokens.verify(apiKey)).toEqual({
      ok: false,
      status: 403,
      detail: 'Origin https://app.example is not allowed for this API key',
    });
    const own = tokens.mint({ allowedOrigins: ['https://other.example', 'https://app.example'] });
    expect(tokens.verify(own.apiKey)).toEqual({ ok: true });
  });

  it('ages tokens when its clock is advanced', () => {
    const tokens = createTokenRegistry();
    const { apiKey } = tokens.mint({ expiresIn: 10 });
    tokens.advance(10_000);
    expect(tokens.verify(apiKey).ok).toBe(false);
    expect(tokens.verify(tokens.mint().apiKey).ok).toBe(true);
  });

  it('expires or forgets the tokens it has issued', () => {
    const tokens = createTokenRegistry();
    const expired = tokens.mint().apiKey;
    tokens.expireAll();
    expect(tokens.verify(expired)).toMatchObject({ status: 401, detail: 'API key has expired' });
    const revoked = tokens.mint().apiKey;
    tokens.revokeAll();
    expect(tokens.verify(revoked)).toMatchObject({ status: 401, detail: 'Invalid API key' });
    expect(tokens.verify(SANDBOX_PERMANENT_KEY).ok).toBe(true);
  });

  it('limits a token to the models it was minted for', () => {
    const tokens = createTokenRegistry();
    const { apiKey, permissions } = tokens.mint({ allowedModels: ['lucy-2.5'] });
    expect(permissions).toEqual({ models: ['lucy-2.5'] });
    expect(tokens.verify(apiKey, 'lucy-2.5').ok).toBe(true);
    expect(tokens.verify(apiKey, 'lucy-image-2')).toMatchObject({ status: 403 });
  });

  it('refuses a missing key and unknown keys', () => {
    const tokens = createTokenRegistry();
    expect(tokens.verify(null)).toMatchObject({ status: 401 });
    expect(tokens.verify('')).toMatchObject({ status: 401 });
    expect(tokens.verify('ek_from_elsewhere')).toMatchObject({ status: 401 });
  });

  it('accepts a token from elsewhere if configured, until all are expired', () => {
    const tokens = createTokenRegistry({ acceptAnyToken: true });
    expect(tokens.verify('ek_from_elsewhere').ok).toBe(true);
    tokens.expireAll();
    expect(tokens.verify('ek_from_elsewhere')).toMatchObject({ status: 401 });
    tokens.revokeAll();
    expect(tokens.verify('ek_from_elsewhere')).toMatchObject({ status: 401 });
    expect(tokens.verify('ek_another').ok).toBe(true);
  });
});
