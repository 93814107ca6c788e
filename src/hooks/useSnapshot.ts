import { useCallback, useSyncExternalStore } from 'react';
import { grabFrame, type SnapshotOptions } from '../capture/grabFrame';
import type { PictureSource } from '../capture/pictureSource';
import { oneOf, type Rule, rule, shape } from '../errors/checkOptions';
import { hasTag } from '../requests/hasTag';
import { useSource } from './sessionContext';

/** What {@link useSnapshot} returns. */
export interface UseSnapshotResult {
  /** Whether there is a picture to take. */
  canTakeSnapshot: boolean;
  /**
   * The current frame of the transformed video, in full size. Rejects with a `DecartError` `INVALID_INPUT` if there is no
   * frame, and with `INVALID_OPTIONS`, which names the option, for an invalid one.
   */
  takeSnapshot: (options?: SnapshotOptions) => Promise<Blob>;
}

const checkOptions = /* @__PURE__ */ shape({
  type: oneOf('image/png', 'image/jpeg', 'image/webp'),
  quality: rule('a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1),
  video: rule('a <video> or null', (value) => hasTag(value, 'HTMLVideoElement', 'Null')),
} satisfies Record<keyof SnapshotOptions, Rule>);

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
    async (options: SnapshotOptions = {}) => {
      checkOptions(options, 'takeSnapshot');
      return grabFrame(source.getSnapshot().remoteStream, options);
    },
    [source],
  );
  return { canTakeSnapshot, takeSnapshot };
}
