import { forwardRef } from 'react';
import { EditorLayout, type EditorLayoutProps } from './editor/EditorLayout';
import { ImageEditorRoot, type ImageEditorRootProps } from './editor/ImageEditorRoot';
import { withDisplayName } from './part/withDisplayName';

export type ImageEditorProps = Omit<ImageEditorRootProps, 'asChild'> & EditorLayoutProps;

/**
 * Edits an image in one line: choose, drop or paste one, say what should change, compare, download. Usable without CSS;
 * `decart-react/styles.css` styles it.
 *
 * @example
 * ```tsx
 * <ImageEditor defaultPrompt="oil painting" />
 * ```
 */
export const ImageEditor = /* @__PURE__ */ withDisplayName(
  'ImageEditor',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ImageEditorProps>(function ImageEditor(
    { reference, children, ...props },
    ref,
  ) {
    return (
      <ImageEditorRoot {...props} ref={ref}>
        <EditorLayout reference={reference}>{children}</EditorLayout>
      </ImageEditorRoot>
    );
  }),
);
