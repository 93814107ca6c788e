import * as en from '../../labels/english';
import { formatPercent } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import { rangeProps } from '../controls/buttonProps';
import type { OwnProps } from '../part/Part';
import { useControlled } from '../part/useControlled';

/** The props that both before-and-after comparisons share. */
export interface SplitOptions {
  /** The width of the "before" side in percent, from the left, if your app controls it. */
  value?: number | undefined;
  /** The initial width of the "before" side in percent, from the left. @defaultValue 50 */
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
    // A video isn't mirrored in right-to-left text, so the slider isn't either.
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
  /** For the "before" element, which covers the "after" element. */
  const clipPath = `inset(0 ${100 - split.value}% 0 0)`;
  return { percent: split.value, clipPath, sliderProps };
}
