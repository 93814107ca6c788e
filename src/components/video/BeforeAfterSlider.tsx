import { type CSSProperties, forwardRef } from 'react';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import { Part } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import type { BeforeAfterProps } from './BeforeAfter';
import { InputVideo } from './InputVideo';
import { useSplit } from './useSplit';

const COVER: CSSProperties = { position: 'absolute', inset: 0, width: '100%', height: '100%' };
// It fits as the video below it does, which <PlayerLayout> decides. React's types don't allow a CSS variable there.
const FITTED: object = { objectFit: 'var(--_fit, cover)' };

/** The content of `<BeforeAfter>`, loaded when it is first shown. */
export const BeforeAfterSlider = /* @__PURE__ */ withDisplayName(
  'BeforeAfterSlider',
  /* @__PURE__ */ forwardRef<HTMLDivElement, BeforeAfterProps>(function BeforeAfterSlider(
    { value, defaultValue, onValueChange, ...props },
    ref,
  ) {
    const { percent, clipPath, sliderProps } = useSplit({ value, defaultValue, onValueChange });
    const hasInput = useRealtimeState((state) => state.localStream !== null);
    // The position where styles.css draws the line.
    const line: CSSProperties & { '--decart-split': string } = { '--decart-split': `${percent}%` };
    return (
      <Part
        as="div"
        component="BeforeAfter"
        look="decart-split"
        own={{
          dir: 'ltr',
          'data-state': hasInput ? 'shown' : 'empty',
          style: { ...line, position: 'absolute', inset: 0 },
        }}
        inner={
          <>
            {/* Clipped here: the video itself may be mirrored, and its clip with it. */}
            <div data-decart-clip="" style={{ ...COVER, clipPath }}>
              <InputVideo data-decart-video="before" style={{ ...COVER, ...FITTED }} />
            </div>
            <Part
              as="input"
              component="BeforeAfter"
              look="decart-split-slider"
              own={{ ...sliderProps, style: { ...COVER, margin: 0 } }}
            />
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
