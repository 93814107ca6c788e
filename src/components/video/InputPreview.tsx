import { forwardRef, Suspense, useState } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSnapshot } from '../../realtime/types';
import { lazyOrNull } from '../part/lazyOrNull';
import type { PartProps } from '../part/Part';
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

const isBegun = ({ status }: RealtimeSnapshot) => status !== 'idle';

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
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewProps>(function InputPreview(props, ref) {
    const { session } = useSessionContext('InputPreview');
    const hasBegun = usePicked(session, isBegun, IDLE_SNAPSHOT);
    // It stays between two sessions, so that it keeps its corner.
    const [isNeeded, setNeeded] = useState(hasBegun);
    if (hasBegun && !isNeeded) setNeeded(true);
    return (
      isNeeded && (
        <Suspense>
          <Box {...props} ref={ref} />
        </Suspense>
      )
    );
  }),
);
