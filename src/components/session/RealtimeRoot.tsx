import { forwardRef } from 'react';
import { withDisplayName } from '../part/withDisplayName';
import { SessionRoot, type SessionRootOptions } from './SessionRoot';

export type RealtimeRootProps = SessionRootOptions;

/**
 * A live session, and the element around the parts that show and control it. Takes every option of `useRealtimeStream`.
 * `data-status` on the element is the session's status.
 *
 * @example
 * ```tsx
 * <RealtimeRoot model="lucy-2.5" prompt="oil painting">
 *   <OutputVideo />
 *   <StartStopButton />
 *   <PromptBox />
 * </RealtimeRoot>
 * ```
 */
export const RealtimeRoot = /* @__PURE__ */ withDisplayName(
  'RealtimeRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, RealtimeRootProps>(function RealtimeRoot(props, ref) {
    return <SessionRoot component="RealtimeRoot" {...props} ref={ref} />;
  }),
);
