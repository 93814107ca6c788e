import { expect, it } from 'vitest';
import { ERROR_ADVICE } from '../../docs/src/errorCodes';
import { errorSentence } from '../../src/components/text/texts';
import { isErrorCode } from '../../src/errors/codes';
import { DecartError } from '../../src/errors/DecartError';
import * as english from '../../src/labels/english';
import { errorSentenceOf } from '../../src/labels/errorSentences';
import { fill, mergeLabels, sameLabels } from '../../src/labels/labels';

it('fills in known values, keeps unknown placeholders, and formats numbers for the language', () => {
  expect(fill('Place {position} of {queueSize}', { position: 2, queueSize: 5 })).toBe('Place 2 of 5');
  expect(fill('{sentence} {other}', { sentence: 'Hello.' })).toBe('Hello. {other}');
  expect(fill('{count}', { count: 12_345.5 }, 'de')).toBe('12.345,5');
});

it('shows visitors a sentence by the code of an error, and never its message', () => {
  const error = new DecartError('TOKEN_FETCH_FAILED', "POST /api/decart/token didn't return a token.");
  expect(errorSentence(error, {})).toBe('This isn’t available right now. Please try again later.');
  expect(errorSentence(error, { errors: { TOKEN_FETCH_FAILED: 'Gerade nicht.' } })).toBe('Gerade nicht.');
  expect(
    errorSentence(error, { error: 'Oh! {sentence} ({code})', errors: { TOKEN_FETCH_FAILED: 'No.' } }),
  ).toBe('Oh! No. (TOKEN_FETCH_FAILED)');
});

it('shows a sentence for a code that only a newer SDK has', () => {
  const error = Object.assign(new DecartError('UNKNOWN', 'x'), { code: 'BRAND_NEW_CODE' });
  expect(errorSentence(error, {})).toMatch(/try again/);
});

it('hides from visitors what only a developer knows', () => {
  const jargon = /token|api|key|options?\b|server|getToken|provider|<|`|undefined|null|webrtc|livekit|SDK/i;
  const codes = Object.keys(ERROR_ADVICE).filter(isErrorCode);
  expect(codes.length).toBeGreaterThan(40);
  const texts = [...codes.map(errorSentenceOf), ...Object.values(english)].filter(
    (text) => text !== english.details,
  );
  expect(texts.filter((text) => jargon.test(text))).toEqual([]);
});

it('mentions live video only in errors about live video: editors show the same sentences', () => {
  const codes = ['TOKEN_FETCH_FAILED', 'INSUFFICIENT_CREDITS', 'MODEL_NOT_FOUND', 'NOT_ALLOWED'] as const;
  for (const code of codes) expect(errorSentenceOf(code), code).not.toMatch(/live video/i);
});

it('explains how to allow a device in words that suit a camera and a microphone', () => {
  const { allowByIcon, allowInSafari, allowOnIos, allowInIosSettings } = english;
  for (const text of [allowByIcon, allowInSafari, allowOnIos, allowInIosSettings]) {
    expect(text).not.toMatch(/camera|microphone/i);
  }
});

it('merges labels with those around: the inner ones win, and errors are merged', () => {
  const outer = { locale: 'de', start: 'Los', errors: { CAMERA_DENIED: 'Nein', UNKNOWN: 'Oh' } };
  const inner = { start: 'Auf', stop: undefined, errors: { UNKNOWN: 'Ach' } };
  expect(mergeLabels(outer, inner)).toEqual({
    locale: 'de',
    start: 'Auf',
    errors: { CAMERA_DENIED: 'Nein', UNKNOWN: 'Ach' },
  });
});

it('recognizes tables with the same content as equal', () => {
  const table = () => ({ start: 'a', stop: undefined, errors: { UNKNOWN: 'b' } });
  expect(sameLabels(table(), table())).toBe(true);
  expect(sameLabels({ start: 'a' }, { start: 'a', stop: 'b' })).toBe(false);
  expect(sameLabels({ errors: { UNKNOWN: 'b' } }, { errors: { UNKNOWN: 'c' } })).toBe(false);
});
