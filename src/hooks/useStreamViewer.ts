import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDecartContext } from '../provider/context';
import { checkViewerOptions } from '../viewer/checkViewerOptions';
import { createStreamViewer, VIEWER_IDLE_SNAPSHOT } from '../viewer/streamViewer';
import type { StreamViewerOptions, ViewerSession, ViewerSnapshot } from '../viewer/types';
import { type UseVideoRefResult, useVideoRef } from './useVideoRef';

/** What {@link useStreamViewer} returns: a union on `status`. */
export type UseStreamViewerResult = ViewerSnapshot &
  UseVideoRefResult &
  Pick<ViewerSession, 'start' | 'stop'> & {
    /** The stable store of this viewer, for `useSnapshot` and `useRecorder`. */
    session: ViewerSession;
  };

const getServerSnapshot = () => VIEWER_IDLE_SNAPSHOT;

/**
 * Watches somebody's live session by its `subscribeToken`. A lost connection reconnects; meanwhile the last frame stays
 * on screen. If the publisher leaves, the status is `waiting`; if they don't come back, it is `ended`. Works through a
 * `proxy` too, if its handler has `allowWatch`. Unmounting leaves.
 *
 * Errors, in status `error`: `INVALID_INPUT` (not a subscribe token), `FRAME_TIMING_UNSUPPORTED` (the publisher measures frame
 * timing), `UNAUTHORIZED`, `NOT_ALLOWED`, `TOKEN_FETCH_FAILED`, `CONNECTION_LOST`, `UNSUPPORTED_BROWSER`.
 *
 * @example
 * ```tsx
 * const { videoRef, status } = useStreamViewer({ subscribeToken });
 * return <video ref={videoRef} muted data-status={status} />;
 * ```
 */
export function useStreamViewer(options: StreamViewerOptions): UseStreamViewerResult {
  checkViewerOptions(options);
  const { core } = useDecartContext();
  const [current, setCurrent] = useState(() => ({ core, viewer: createStreamViewer(core, options) }));
  // Another client (the provider now connects elsewhere) needs another viewer.
  if (current.core !== core) setCurrent({ core, viewer: createStreamViewer(core, options) });
  const { viewer } = current;

  useEffect(() => viewer.setOptions(options));
  useEffect(() => viewer.retain(), [viewer]);

  const snapshot = useSyncExternalStore(viewer.subscribe, viewer.getSnapshot, getServerSnapshot);
  const output = useVideoRef(snapshot.remoteStream);
  return { ...snapshot, ...output, start: viewer.start, stop: viewer.stop, session: viewer };
}
