import { forwardRef } from 'react';
import { withDisplayName } from './part/withDisplayName';
import { PlayerLayout, type PlayerLayoutOptions } from './player/PlayerLayout';
import { type StreamViewerRootProps, ViewerRoot } from './player/StreamViewerRoot';

export interface StreamViewerProps
  extends PlayerLayoutOptions,
    Omit<StreamViewerRootProps, 'asChild' | keyof PlayerLayoutOptions> {}

/**
 * Shows a live session by its `subscribeToken`, and each status on the way, with its action. The parts for videos also
 * work in it: snapshot, recording, fullscreen, picture-in-picture, volume.
 *
 * @example
 * ```tsx
 * <StreamViewer subscribeToken={subscribeToken} />
 * ```
 */
export const StreamViewer = /* @__PURE__ */ withDisplayName(
  'StreamViewer',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StreamViewerProps>(function StreamViewer(props, ref) {
    const { controls, fit, poster, muted, videoProps, errorActions, children, ...viewer } = props;
    return (
      <ViewerRoot component="StreamViewer" look="decart-video" {...viewer} ref={ref}>
        <PlayerLayout
          controls={controls}
          fit={fit}
          poster={poster}
          muted={muted}
          videoProps={videoProps}
          errorActions={errorActions}
        >
          {children}
        </PlayerLayout>
      </ViewerRoot>
    );
  }),
);
