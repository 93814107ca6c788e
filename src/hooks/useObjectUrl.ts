import { useCallback, useSyncExternalStore } from 'react';
import { holdObjectUrl, objectUrlOf } from '../media/objectUrls';

/**
 * An object URL for a blob, to be used as `src`: made once however many components use it, and revoked when none does
 * any more. `undefined` without a blob and in the first render.
 *
 * @param blob - a file or blob; nothing gives `undefined`
 *
 * @example
 * ```tsx
 * const url = useObjectUrl(file);
 * return url && <img src={url} alt="Before" />;
 * ```
 */
export function useObjectUrl(blob: Blob | null | undefined): string | undefined {
  // React looks at the snapshot again once it has subscribed, so there is no need to report the new URL.
  const subscribe = useCallback(() => (blob ? holdObjectUrl(blob) : () => {}), [blob]);
  const getUrl = () => (blob ? objectUrlOf(blob) : undefined);
  return useSyncExternalStore(subscribe, getUrl, () => undefined);
}
