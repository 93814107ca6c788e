import { useCallback, useSyncExternalStore } from 'react';
import { grabFrame, type SnapshotOptions } from '../capture/grabFrame';
import type { PictureSource } from '../capture/pictureSource';
import { useSource } from './sessionContext';

/** What {@link useSnapshot} returns. */
export interface UseSnapshotResult {
  /** Whether there is a picture to take. */
  canTakeSnapshot: boolean;
  /**
   * The current frame of the transformed video, in full size. Rejects with a `DecartError` `INVALID_INPUT` if there is no
   * frame.
   */
  takeSnapshot: (options?: SnapshotOptions) => Promise<Blob>;
}

/**
 * Takes snapshots of the transformed video.
 *
 * @param session - the `session` of `useRealtimeStream` or `useStreamViewer`. @defaultValue the enclosing root's session
 *
 * @example
 * ```tsx
 * const { session } = useRealtimeStream({ model: 'lucy-2.5' });
 * const { takeSnapshot, canTakeSnapshot } = useSnapshot(session);
 * const onClick = async () => upload.mutate(await takeSnapshot({ type: 'image/jpeg', quality: 0.9 }));
 * ```
 */
export function useSnapshot(session?: PictureSource): UseSnapshotResult {
  const source = useSource(session, 'useSnapshot');
  const hasPicture = () => source.getSnapshot().remoteStream !== null;
  const canTakeSnapshot = useSyncExternalStore(source.subscribe, hasPicture, () => false);
  const takeSnapshot = useCallback(
    (options?: SnapshotOptions) => grabFrame(source.getSnapshot().remoteStream, options),
    [source],
  );
  return { canTakeSnapshot, takeSnapshot };
}
