import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { Comparison } from './Comparison';
import { useEditor } from './editor';
import { useMediaLabel } from './mediaLabels';

/**
 * Shows the result: an image with a slider to compare it with the original, a video with the browser's controls. Nothing
 * while there is none.
 *
 * @example
 * ```tsx
 * <EditorResult />
 * ```
 */
export const EditorResult = /* @__PURE__ */ forwardRef<HTMLDivElement, ComponentPropsWithoutRef<'div'>>(
  function EditorResult({ className, ...props }, ref) {
    const { kind, fileUrl, resultUrl } = useEditor();
    const label = useMediaLabel();
    if (!resultUrl) return null;
    return (
      <div {...props} ref={ref} className={classNames('decart-result', className)}>
        {kind === 'video' && (
          <video
            className="decart-picture"
            data-decart-video="result"
            src={resultUrl}
            aria-label={label('after')}
            controls
            autoPlay
            muted
            loop
            playsInline
          />
        )}
        {kind === 'image' && fileUrl && <Comparison before={fileUrl} after={resultUrl} />}
      </div>
    );
  },
);
