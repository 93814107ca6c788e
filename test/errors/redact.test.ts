import { expect, it } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { redact } from '../../src/errors/redact';

const JWT = 'eyJhbGciOiJFZERTQSJ9.eyJleHAiOjF9.c2lnbmF0dXJl';

it.each([
  ['Invalid key ek_live_a1-B2.', 'Invalid key ek_….'],
  ['dct_abc123 and sk-abc123', 'dct_… and sk-…'],
  [`Bearer ${JWT} refused`, 'Bearer eyJ… refused'],
  [
    'wss://api3.decart.ai/v1/stream?api_key=plain-secret&model=x',
    'wss://api3.decart.ai/v1/stream?api_key=…&model=x',
  ],
  ['wss://x/rtc/v1?access_token=abc.def&a=1', 'wss://x/rtc/v1?access_token=…&a=1'],
  ['{"apiKey":"plain-secret","a":1}', '{"apiKey":"…","a":1}'],
  ['x-api-key: "plain-secret"', 'x-api-key: "…"'],
])('removes the secret from %s', (text, clean) => {
  expect(redact(text)).toBe(clean);
});

it.each(['a risk-free desk-lamp', 'Answer { apiKey, expiresAt }', 'week_day'])('leaves %s alone', (text) => {
  expect(redact(text)).toBe(text);
});

it('keeps a cause that contains no secret, as it is', () => {
  const cause = new RangeError('too far', { cause: { depth: 3 } });
  expect(new DecartError('UNKNOWN', 'no', { cause }).cause).toBe(cause);
});

it('keeps secrets out of the message and of everything in the cause', () => {
  const cause = Object.assign(new Error('refused ek_in_message', { cause: new Error('inner ek_in_inner') }), {
    config: { headers: { 'x-api-key': 'dct_in_property' } },
  });
  const error = new DecartError('UNKNOWN', 'Bad key ek_in_error', { cause });

  expect(error.message).toBe('Bad key ek_…');
  const { cause: kept } = error;
  if (!(kept instanceof Error) || !(kept.cause instanceof Error)) throw new Error('the causes are gone');
  expect(kept.message).toBe('refused ek_…');
  expect(kept.cause.message).toBe('inner ek_…');
  expect([kept.stack, kept.cause.stack, JSON.stringify(kept)].join()).not.toMatch(/ek_in|dct_in/);
});

it("cleans plain objects, and drops what it can't inspect", () => {
  expect(new DecartError('UNKNOWN', '', { cause: { code: 'A', message: 'ek_secret' } }).cause).toEqual({
    code: 'A',
    message: 'ek_…',
  });
  const circular: Record<string, unknown> = { key: 'ek_secret' };
  circular.self = circular;
  expect(new DecartError('UNKNOWN', '', { cause: circular }).cause).toBeUndefined();
});
