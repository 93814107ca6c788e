import { forwardRef } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import * as en from '../../labels/englishLive';
import type { English } from '../../labels/labels';
import { useLabel } from '../../provider/labels';
import type { RealtimeSnapshot } from '../../realtime/types';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export type InputMessageProps = PartProps<'div'>;

type BlackStatus = 'disabled' | 'muted' | 'ended';

const LABELS = { disabled: 'inputDisabled', muted: 'inputMuted', ended: 'inputEnded' } as const;
const ENGLISH: Pick<English, (typeof LABELS)[BlackStatus]> = {
  inputDisabled: en.inputDisabled,
  inputMuted: en.inputMuted,
  inputEnded: en.inputEnded,
};

/** Why black is sent instead of the input. If the app has no input, black is intended. */
function blackStatus({ remoteStream, inputStatus }: RealtimeSnapshot): BlackStatus | null {
  if (!remoteStream || inputStatus === 'none' || inputStatus === 'live') return null;
  return inputStatus;
}

/**
 * Says that a live session gets no video, and why: the camera is switched off, muted by a key or a cover, or has ended.
 * Black is sent meanwhile. `data-state` is `shown` or `empty`; `data-input` is the `inputStatus` of the session while it
 * is shown.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <InputMessage />
 * </VideoStage>
 * ```
 */
export const InputMessage = /* @__PURE__ */ withDisplayName(
  'InputMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputMessageProps>(function InputMessage(props, ref) {
    useSessionContext('InputMessage');
    const status = useRealtimeState(blackStatus);
    const label = useLabel();
    return (
      <Part
        as="div"
        component="InputMessage"
        look="decart-note decart-input-message"
        own={{
          'data-state': status ? 'shown' : 'empty',
          'data-input': status ?? undefined,
          // Rendered before it has text: some screen readers ignore an element added with its text.
          'aria-live': 'polite',
        }}
        inner={(children) => status && (children ?? label(LABELS[status], ENGLISH[LABELS[status]]))}
        {...props}
        ref={ref}
      />
    );
  }),
);
