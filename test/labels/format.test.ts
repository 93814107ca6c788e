import { expect, it } from 'vitest';
import { formatClock, formatDuration, formatPercent } from '../../src/labels/format';

it.each([
  [0, 'en', '0:00'],
  [65.9, 'en', '1:05'],
  [3600, 'en', '60:00'],
  [-1, 'en', '0:00'],
  [65, 'ar-EG', '١:٠٥'],
])('shows %s s on a clock, in %s: %s', (seconds, locale, text) => {
  expect(formatClock(seconds, locale)).toBe(text);
});

it.each([
  [1, 'en', '1 second'],
  [12.4, 'en', '12 seconds'],
  [60, 'en', '1 minute'],
  [65, 'en', '1 minute, 5 seconds'],
  [300, 'de', '5 Minuten'],
])('writes %s s in words, in %s: %s', (seconds, locale, text) => {
  expect(formatDuration(seconds, locale)).toBe(text);
});

it('writes a share as a percentage', () => {
  expect(formatPercent(0.4, 'en')).toBe('40%');
  expect(formatPercent(0.4, 'de')).toBe('40\u00a0%');
});
