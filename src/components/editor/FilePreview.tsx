import { useState } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part } from '../part/Part';

interface FilePreviewProps {
  /** The name of the part that contains it. */
  component: string;
  kind: 'image' | 'video';
  url: string;
  /** The file's name, for a file that can't be shown. */
  fileName: string;
  alt: string;
}

/** Shows the chosen file, or says that this browser can't show it: it can still be edited. */
export function FilePreview({ component, kind, url, fileName, alt }: FilePreviewProps) {
  const { isShowable, onUnshowable } = useShowable(url);
  const label = useLabel();
  if (!isShowable) {
    return (
      <Part as="span" component={component} look="decart-no-preview">
        {label('editorNoPreview', en.editorNoPreview, { name: fileName })}
      </Part>
    );
  }
  const picture = { component, look: 'decart-picture', src: url, onError: onUnshowable };
  if (kind === 'image') return <Part as="img" {...picture} alt={alt} />;
  return (
    <Part
      as="video"
      {...picture}
      aria-label={alt}
      controls
      muted
      loop
      playsInline
      // If a browser doesn't know the video codec, it plays only the sound.
      onLoadedMetadata={({ currentTarget }) => currentTarget.videoWidth === 0 && onUnshowable()}
    />
  );
}

/** Whether the browser can show the file at a URL, as far as is known. */
export function useShowable(url: string): { isShowable: boolean; onUnshowable: () => void } {
  const [unshowable, setUnshowable] = useState<string | null>(null);
  return { isShowable: unshowable !== url, onUnshowable: () => setUnshowable(url) };
}
