/** Seconds as a clock shows them: `1:05`. */
export function formatClock(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = new Intl.NumberFormat(locale, { useGrouping: false });
  const rest = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return `${minutes.format(Math.floor(whole / 60))}:${rest.format(whole % 60)}`;
}

/** Seconds in words: `1 minute, 5 seconds`. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const say = (count: number, unit: 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return say(whole, 'second');
  const parts = [say(minutes, 'minute'), ...(whole % 60 ? [say(whole % 60, 'second')] : [])];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(parts);
}

/** A share from 0 to 1: `40%`. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
}
