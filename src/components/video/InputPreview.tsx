import { type ComponentPropsWithoutRef, forwardRef, lazy, Suspense, useState } from 'react';
import { named } from '../named';
import { orNothing } from '../orNothing';
import type { AsChild } from '../Slot';
import { useRealtimeState } from '../session/sessionContext';

/** A corner of the picture; `end` is on the right, in right-to-left text on the left. */
export type Corner = `${'top' | 'bottom'}-${'start' | 'end'}`;

export interface InputPreviewProps extends ComponentPropsWithoutRef<'div'>, AsChild {
  /** Where it is until it is moved. @defaultValue 'top-end' */
  defaultCorner?: Corner | undefined;
}

const Box = /* @__PURE__ */ lazy(() =>
  orNothing(import('./InputPreviewBox').then((module) => module.InputPreviewBox)),
);

/**
 * The camera in a corner of the picture. It can be dragged to another corner, moved to the next one by a button, and
 * hidden. Nothing while there is no input.
 *
 * @example
 * ```tsx
 * <InputPreview defaultCorner="bottom-start" />
 * ```
 */
export const InputPreview = /* @__PURE__ */ named(
  'InputPreview',
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewProps>(function InputPreview(
    { defaultCorner = 'top-end', ...props },
    ref,
  ) {
    const hasBegun = useRealtimeState(({ status }) => status !== 'idle');
    // Kept here: the box is gone between two sessions.
    const [corner, setCorner] = useState(defaultCorner);
    const [isHidden, setHidden] = useState(false);
    return (
      hasBegun && (
        <Suspense>
          <Box
            {...props}
            ref={ref}
            corner={corner}
            onMove={setCorner}
            isHidden={isHidden}
            onHide={setHidden}
          />
        </Suspense>
      )
    );
  }),
);
