import { forwardRef, Suspense } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import { lazyOrNull } from '../part/lazyOrNull';
import type { PartProps } from '../part/Part';
import { useControlled } from '../part/useControlled';
import { withDisplayName } from '../part/withDisplayName';

/** A corner of the video; `end` is on the right, in right-to-left text on the left. */
export type Corner = `${'top' | 'bottom'}-${'start' | 'end'}`;

export interface InputPreviewProps extends PartProps<'div'> {
  /** Where it is, where your app keeps that. */
  corner?: Corner | undefined;
  /** Where it is until it is moved. @defaultValue 'top-end' */
  defaultCorner?: Corner | undefined;
  /** Called when it is moved. */
  onCornerChange?: ((corner: Corner) => void) | undefined;
  /** Whether the camera is shown in it, where your app keeps that. */
  open?: boolean | undefined;
  /** Whether the camera is shown at first. @defaultValue true */
  defaultOpen?: boolean | undefined;
  /** Called when the camera is hidden or shown. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

const Box = /* @__PURE__ */ lazyOrNull(() =>
  import('./InputPreviewBox').then((module) => module.InputPreviewBox),
);

/**
 * The camera in a corner of the video. It can be dragged to another corner, moved to the next one by a button, and hidden.
 * Nothing while there is no input. `data-corner` says where it is, `data-state` is `shown` or `hidden`.
 *
 * @example
 * ```tsx
 * <InputPreview defaultCorner="bottom-start" />
 * ```
 */
export const InputPreview = /* @__PURE__ */ withDisplayName(
  'InputPreview',
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewProps>(function InputPreview(
    { corner, defaultCorner = 'top-end', onCornerChange, open, defaultOpen = true, onOpenChange, ...props },
    ref,
  ) {
    useSessionContext('InputPreview');
    const hasBegun = useRealtimeState(({ status }) => status !== 'idle');
    // Kept here: the box is gone between two sessions.
    const place = useControlled(corner, defaultCorner, onCornerChange);
    const shown = useControlled(open, defaultOpen, onOpenChange);
    return (
      hasBegun && (
        <Suspense>
          <Box
            {...props}
            ref={ref}
            corner={place.value}
            onMove={place.change}
            isHidden={!shown.value}
            onHide={(isHidden) => shown.change(!isHidden)}
          />
        </Suspense>
      )
    );
  }),
);
