import { useCallback, useSyncExternalStore } from 'react';

const none = () => null;

/**
 * The shape of an upright or square video, for `aspect-ratio` in CSS: a phone's camera, for example. `null` for a wide
 * one, and while there is none. It changes with the video's size.
 */
export function useUprightRatio(video: HTMLVideoElement | null): string | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const listening = new AbortController();
      for (const event of ['loadedmetadata', 'resize', 'emptied']) {
        video?.addEventListener(event, listener, { signal: listening.signal });
      }
      return () => listening.abort();
    },
    [video],
  );
  return useSyncExternalStore(subscribe, () => ratioOf(video), none);
}

function ratioOf(video: HTMLVideoElement | null): string | null {
  const { videoWidth: width = 0, videoHeight: height = 0 } = video ?? {};
  return width > 0 && width <= height ? `${width} / ${height}` : null;
}
