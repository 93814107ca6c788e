import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export type VideoOverlayProps = PartProps<'div'>;

/**
 * The message over the video, with its action: in the middle, or in a corner while the video is live.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <VideoOverlay>
 *     <StatusMessage />
 *     <StartStopButton />
 *   </VideoOverlay>
 * </VideoStage>
 * ```
 */
export const VideoOverlay = /* @__PURE__ */ withDisplayName(
  'VideoOverlay',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VideoOverlayProps>(function VideoOverlay(props, ref) {
    return <Part as="div" component="VideoOverlay" look="decart-overlay" {...props} ref={ref} />;
  }),
);
