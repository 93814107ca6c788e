import { forwardRef, Suspense } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import { lazyOrNull } from '../part/lazyOrNull';
import type { PartProps } from '../part/Part';
import { useControlled } from '../part/useControlled';
import { withDisplayName } from '../part/withDisplayName';

/** A corner of the video; `end` is on the right, or on the left in right-to-left text. */
export type Corner = `${'top' | 'bottom'}-${'start' | 'end'}`;

export interface InputPreviewProps extends PartProps<'div'> {
  /** Its corner, if your app controls it. */
  corner?: Corner | undefined;
  /** Its initial corner. @defaultValue 'top-end' */
  defaultCorner?: Corner | undefined;
  /** Called when it is moved. */
  onCornerChange?: ((corner: Corner) => void) | undefined;
  /** Whether the camera is shown in it, if your app controls that. */
  open?: boolean | undefined;
  /** Whether the camera is shown initially. @defaultValue true */
  defaultOpen?: boolean | undefined;
  /** Called when the camera is hidden or shown. */
  onOpenChange?: ((open: boolean) => void) | undefined;
}

const Box = /* @__PURE__ */ lazyOrNull(() =>
  import('./InputPreviewBox').then((module) => module.InputPreviewBox),
);

/**
 * The camera in a corner of the video. It can be dragged to another corner, moved to the next one with a button, and
 * hidden. Renders nothing while there is no input. `data-corner` is its corner, `data-state` is `shown` or `hidden`.
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
    // Kept here: the box is removed between two sessions.
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
