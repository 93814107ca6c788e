import { useCallback, useSyncExternalStore } from 'react';
import { holdObjectUrl, objectUrlOf } from '../media/objectUrls';

/**
 * An object URL for a blob, for use as `src`: created once for all components that use it, and revoked when none uses it
 * any more. `undefined` without a blob and in the first render.
 *
 * @param blob - a file or blob; without one the result is `undefined`
 *
 * @example
 * ```tsx
 * const url = useObjectUrl(file);
 * return url && <img src={url} alt="Before" />;
 * ```
 */
export function useObjectUrl(blob: Blob | null | undefined): string | undefined {
  // React reads the snapshot again once it has subscribed, so there is no need to report the new URL.
  const subscribe = useCallback(() => (blob ? holdObjectUrl(blob) : () => {}), [blob]);
  const getUrl = () => (blob ? objectUrlOf(blob) : undefined);
  return useSyncExternalStore(subscribe, getUrl, () => undefined);
}
