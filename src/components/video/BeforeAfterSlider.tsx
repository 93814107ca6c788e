import { forwardRef, useState } from 'react';
import { classNames } from '../classNames';
import { fillIn, Slot } from '../Slot';
import { useLabel } from '../useLabel';
import type { BeforeAfterProps } from './BeforeAfter';
import { InputVideo } from './InputVideo';

/** The content of `<BeforeAfter>`, loaded when it is first shown. */
export const BeforeAfterSlider = /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(
  function BeforeAfterSlider({ asChild, defaultSplit = 50, className, children, style, ...props }, ref) {
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
        {fillIn(
          asChild,
          children,
          <>
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
          </>,
        )}
      </Box>
    );
  },
);
