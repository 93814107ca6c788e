import { useState } from 'react';
import { useMediaLabel } from './mediaLabels';

interface FilePreviewProps {
  kind: 'image' | 'video';
  url: string;
  /** The file's name, for a file that cannot be shown. */
  fileName: string;
  alt: string;
}

/** Shows a file that was chosen, or says that this browser cannot: it can be edited all the same. */
export function FilePreview({ kind, url, fileName, alt }: FilePreviewProps) {
  const { isShowable, onUnshowable } = useShowable(url);
  const label = useMediaLabel();
  if (!isShowable) return <p className="decart-no-preview">{label('noPreview', { name: fileName })}</p>;
  if (kind === 'image') {
    return <img className="decart-picture" src={url} alt={alt} onError={onUnshowable} />;
  }
  return (
    <video
      className="decart-picture"
      src={url}
      aria-label={alt}
      controls
      muted
      loop
      playsInline
      onError={onUnshowable}
      // Of a codec that it does not know a browser plays the sound alone.
      onLoadedMetadata={({ currentTarget }) => currentTarget.videoWidth === 0 && onUnshowable()}
    />
  );
}

/** Whether the browser can show what is at an address, as far as is known. */
export function useShowable(url: string): { isShowable: boolean; onUnshowable: () => void } {
  const [unshowable, setUnshowable] = useState<string | null>(null);
  return { isShowable: unshowable !== url, onUnshowable: () => setUnshowable(url) };
}
