import { forwardRef } from 'react';
import { useStreamViewer } from '../../hooks/useStreamViewer';
import type { Labels } from '../../labels/labels';
import type { StreamViewerOptions } from '../../viewer/types';
import type { PartProps } from '../part/Part';
import { splitProps } from '../part/splitProps';
import { withDisplayName } from '../part/withDisplayName';
import { PlayerProvider } from './PlayerProvider';
import { PlayerRoot } from './PlayerRoot';

/** The props of a viewer's root and of the ready-made viewer: its options, and the props of the element. */
export interface StreamViewerRootProps
  extends StreamViewerOptions,
    Omit<PartProps<'div'>, keyof StreamViewerOptions> {
  /** The texts of the parts. @defaultValue the provider's labels, else English */
  labels?: Labels | undefined;
}

interface ViewerRootProps extends StreamViewerRootProps {
  component: string;
  look?: string | undefined;
}

const OPTIONS = {
  subscribeToken: 1,
  autoStart: 1,
  waitTimeout: 1,
  reconnect: 1,
  onStatusChange: 1,
  onError: 1,
} satisfies Record<keyof StreamViewerOptions, 1>;

/** A viewer, and the element around the parts that show it. */
export const ViewerRoot = /* @__PURE__ */ withDisplayName(
  'ViewerRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ViewerRootProps>(function ViewerRoot(props, ref) {
    const [options, { labels, ...element }] = splitProps(props, OPTIONS);
    const viewer = useStreamViewer(options);
    return (
      <PlayerProvider stream={viewer} labels={labels} canStart={Boolean(options.subscribeToken)}>
        <PlayerRoot {...element} own={{ 'data-status': viewer.status }} ref={ref} />
      </PlayerProvider>
    );
  }),
);

/**
 * Watches a live session. It is the element around the parts that show it: `<OutputVideo>`, `<StatusMessage>`,
 * `<StartStopButton>`, and the controls of a video. Takes every option of `useStreamViewer`. `data-status` on the element
 * is the viewer's status.
 *
 * @example
 * ```tsx
 * <StreamViewerRoot subscribeToken={subscribeToken}>
 *   <OutputVideo />
 *   <StatusMessage />
 *   <FullscreenButton />
 * </StreamViewerRoot>
 * ```
 */
export const StreamViewerRoot = /* @__PURE__ */ withDisplayName(
  'StreamViewerRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StreamViewerRootProps>(function StreamViewerRoot(props, ref) {
    return <ViewerRoot component="StreamViewerRoot" {...props} ref={ref} />;
  }),
);
