import { useEffect, useState, useSyncExternalStore } from 'react';
import { createVideoBinding } from '../video/videoBinding';

/** What {@link useVideoRef} returns. */
export interface UseVideoRefResult {
  /** A stable ref callback for a `<video>`. */
  videoRef: (element: HTMLVideoElement | null) => void;
  /** Whether the browser blocks playback until a click. */
  playbackBlocked: boolean;
  /** Starts playback; call it from a click. Never rejects. */
  resumePlayback: () => Promise<void>;
}

const never = () => false;

/**
 * Shows a `MediaStream` in a `<video>`: binds `srcObject`, starts playback and reports blocked autoplay.
 *
 * @param stream - any stream; `null` shows nothing
 *
 * @example
 * ```tsx
 * const { videoRef } = useVideoRef(stream);
 * return <video ref={videoRef} muted />;
 * ```
 */
export function useVideoRef(stream: MediaStream | null): UseVideoRefResult {
  const [binding] = useState(createVideoBinding);
  useEffect(() => binding.setStream(stream), [binding, stream]);
  const playbackBlocked = useSyncExternalStore(binding.blocked.subscribe, binding.blocked.getSnapshot, never);
  return { videoRef: binding.ref, playbackBlocked, resumePlayback: binding.resume };
}
