import { DecartError } from '../../errors/DecartError';
import { useUsage } from '../../hooks/useUsage';
import * as en from '../../labels/english';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { OwnProps } from '../part/Part';

/** Options for {@link useUsageMeter}. */
export interface UsageMeterOptions {
  /** The price of a second of video for your users. Together with `currency`, it shows an amount of money. */
  pricePerSecond?: number | undefined;
  /** The currency, as an ISO 4217 code such as `EUR`. */
  currency?: string | undefined;
}

/** What {@link useUsageMeter} returns. */
export interface UsageMeterResult {
  /** Seconds of video of all sessions of the provider. */
  totalSeconds: number;
  /** What they cost; `null` without a price. */
  cost: number | null;
  /** Both, in the language of the labels: `1:05 · €1.30`. */
  text: string;
  /** For the element around `text`. */
  meterProps: OwnProps<'span'>;
}

/**
 * What the provider's sessions have used so far, in time and money.
 *
 * Throws `INVALID_OPTIONS` for a price that isn't a number of at least 0, and if only one of price and currency is set.
 *
 * @example
 * ```tsx
 * function Bill() {
 *   const { text, meterProps } = useUsageMeter({ pricePerSecond: 0.02, currency: 'EUR' });
 *   return <span {...meterProps}>{text}</span>;
 * }
 * ```
 */
export function useUsageMeter({ pricePerSecond, currency }: UsageMeterOptions = {}): UsageMeterResult {
  const { totalSeconds } = useUsage();
  const label = useLabel();
  const locale = useLocale();
  const format = moneyFormat(pricePerSecond, currency, locale);
  const cost = pricePerSecond === undefined ? null : pricePerSecond * totalSeconds;
  const time = formatClock(totalSeconds, locale);
  return {
    totalSeconds,
    cost,
    text: format && cost !== null ? `${time} · ${format.format(cost)}` : time,
    meterProps: { role: 'group', 'aria-label': label('usage', en.usage) },
  };
}

function moneyFormat(
  price: number | undefined,
  currency: string | undefined,
  locale: string,
): Intl.NumberFormat | null {
  if (price === undefined && currency === undefined) return null;
  if (typeof price !== 'number' || !(price >= 0 && price < Number.POSITIVE_INFINITY)) {
    throw invalid(`\`pricePerSecond\` must be a number of at least 0, but is ${String(price)}.`);
  }
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency });
  } catch {
    throw invalid(`\`currency\` must be an ISO 4217 code such as "EUR", but is ${String(currency)}.`);
  }
}

const invalid = (message: string) => new DecartError('INVALID_OPTIONS', message);
