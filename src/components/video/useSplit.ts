import * as en from '../../labels/english';
import { formatPercent } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import { rangeProps } from '../controls/buttonProps';
import type { OwnProps } from '../part/Part';
import { useControlled } from '../part/useControlled';

/** What the two comparisons of before and after take. */
export interface SplitOptions {
  /** How much is before, in percent from the left, where your app keeps that. */
  value?: number | undefined;
  /** How much is before at first, in percent from the left. @defaultValue 50 */
  defaultValue?: number | undefined;
  /** Called when the line is moved. */
  onValueChange?: ((value: number) => void) | undefined;
}

/** The line between before, on the left, and after, on the right. */
export function useSplit({ value, defaultValue = 50, onValueChange }: SplitOptions) {
  const split = useControlled(value, defaultValue, onValueChange);
  const label = useLabel();
  const locale = useLocale();
  const sliderProps: OwnProps<'input'> = {
    ...rangeProps,
    // A video doesn't turn round with the text: the slider stays the way round that the video is.
    dir: 'ltr',
    min: 0,
    max: 100,
    value: split.value,
    'aria-label': label('compare', en.compare),
    'aria-valuetext': label('comparePosition', en.comparePosition, {
      percent: formatPercent((100 - split.value) / 100, locale),
    }),
    onChange: (event) => split.change(event.currentTarget.valueAsNumber),
  };
  /** For what is before, laid over what is after. */
  const clipPath = `inset(0 ${100 - split.value}% 0 0)`;
  return { percent: split.value, clipPath, sliderProps };
}
