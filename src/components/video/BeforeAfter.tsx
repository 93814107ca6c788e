import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react';
import { classNames } from '../classNames';
import { type AsChild, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import { InputVideo } from './InputVideo';

export interface BeforeAfterProps extends ComponentPropsWithoutRef<'div'>, AsChild {
  /** How much of the picture shows what went in, in percent from the left. @defaultValue 50 */
  defaultSplit?: number | undefined;
}

/**
 * What went in over what came out, divided by a slider. To be laid over `<OutputVideo>`.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5"><BeforeAfter /></RealtimeVideo>
 * ```
 */
export const BeforeAfter = /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(function BeforeAfter(
  { asChild, defaultSplit = 50, className, style, ...props },
  ref,
) {
  const [split, setSplit] = useState(defaultSplit);
  const label = useLabel();
  const Box = asChild ? Slot : 'div';
  return (
    <Box
      dir="ltr"
      {...props}
      ref={ref}
      className={classNames('decart-split', className)}
      style={{ position: 'absolute', inset: 0, ['--decart-split' as string]: `${split}%`, ...style }}
    >
      <InputVideo
        data-decart-video="before"
        className="decart-before"
        style={{
          position: 'absolute',
          width: '100%',
          height: '100%',
          objectFit: 'cover',
        }}
      />
      <input
        type="range"
        min="0"
        max="100"
        value={split}
        aria-label={label('beforeAfter', 'Before and after')}
        onChange={(event) => setSplit(event.currentTarget.valueAsNumber)}
      />
    </Box>
  );
});
