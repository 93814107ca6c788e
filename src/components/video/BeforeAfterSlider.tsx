import { type CSSProperties, forwardRef, useState } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { fillIn, Slot } from '../Slot';
import { useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import type { BeforeAfterProps } from './BeforeAfter';
import { InputVideo } from './InputVideo';

const COVER: CSSProperties = { position: 'absolute', inset: 0, width: '100%', height: '100%' };
// As the picture below it fits, which <PlayerLayout> says. React's types take no variable for it.
const FITTED: object = { objectFit: 'var(--_fit, cover)' };

/** The content of `<BeforeAfter>`, loaded when it is first shown. */
export const BeforeAfterSlider = /* @__PURE__ */ named(
  'BeforeAfterSlider',
  /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(function BeforeAfterSlider(
    { asChild, defaultSplit = 50, className, children, style, ...props },
    ref,
  ) {
    const [split, setSplit] = useState(defaultSplit);
    const hasInput = useRealtimeState((state) => state.localStream !== null);
    const label = useLabel();
    // Where styles.css draws the line.
    const line: CSSProperties & { '--decart-split': string } = { '--decart-split': `${split}%` };
    const Box = asChild ? Slot : 'div';
    return (
      <Box
        dir="ltr"
        data-state={hasInput ? 'shown' : 'empty'}
        {...props}
        ref={ref}
        className={classNames('decart-split', className)}
        style={{ ...line, position: 'absolute', inset: 0, ...style }}
      >
        {fillIn(
          asChild,
          children,
          <>
            {/* Clipped here: the video itself may be flipped, and its clip with it. */}
            <div data-decart-clip="" style={{ ...COVER, clipPath: `inset(0 ${100 - split}% 0 0)` }}>
              <InputVideo
                data-decart-video="before"
                className="decart-before"
                style={{ ...COVER, ...FITTED }}
              />
            </div>
            <input
              type="range"
              min="0"
              max="100"
              value={split}
              style={{ ...COVER, margin: 0 }}
              aria-label={label('beforeAfter', 'Before and after')}
              onChange={(event) => setSplit(event.currentTarget.valueAsNumber)}
            />
          </>,
        )}
      </Box>
    );
  }),
);
