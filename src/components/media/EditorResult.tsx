import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { Comparison } from './Comparison';
import { useEditor } from './editor';
import { useMediaLabel } from './mediaLabels';

export type EditorResultProps = ComponentPropsWithoutRef<'div'> & AsChild;

/**
 * Shows the result: an image with a slider to compare it with the original, a video with the browser's controls. Nothing
 * while there is none.
 *
 * @example
 * ```tsx
 * <EditorResult />
 * ```
 */
export const EditorResult = /* @__PURE__ */ named(
  'EditorResult',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorResultProps>(function EditorResult(
    { asChild, className, children, ...props },
    ref,
  ) {
    const { kind, fileUrl, resultUrl } = useEditor();
    const label = useMediaLabel();
    if (!resultUrl) return null;
    const Box = asChild ? Slot : 'div';
    return (
      <Box {...props} ref={ref} className={classNames('decart-result', className)}>
        {fillIn(
          asChild,
          children,
          <>
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
          </>,
        )}
      </Box>
    );
  }),
);
