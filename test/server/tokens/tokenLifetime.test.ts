import { describe, expect, it } from 'vitest';
import { tokenLifetime } from '../../../src/server/tokens/tokenLifetime';

const DATE = 'Tue, 24 Nov 2026 10:00:00 GMT';

describe('the lifetime of a token', () => {
  it.each<[string, unknown, string | null, number | undefined, number]>([
    ['what the clock of the server that made it says', '2026-11-24T10:00:30Z', DATE, 60, 30],
    ['what was asked for, though its date is a second old', '2026-11-24T10:01:00.900Z', DATE, 60, 60],
    ["Decart's own minute, though its date is a second old", '2026-11-24T10:01:00.900Z', DATE, undefined, 60],
    ['an hour', '2026-11-24T11:00:00Z', DATE, 3600, 3600],
    ['what was asked for, where the end is before the beginning', '2026-11-24T09:00:00Z', DATE, 300, 300],
    ['what was asked for, where the end is no date', 'soon', DATE, 300, 300],
    ['what was asked for, where there is no end', undefined, null, 300, 300],
  ])('%s', (_, expiresAt, date, requested, seconds) => {
    expect(tokenLifetime(expiresAt, date, requested)).toBe(seconds);
  });

  it('is measured by our own clock if theirs is unknown', () => {
    const expiresAt = new Date(Date.now() + 45_000).toISOString();
    expect(tokenLifetime(expiresAt, null, 60)).toBeCloseTo(45, -1);
  });
});
