import { forwardRef } from 'react';
import { EditorLayout, type EditorLayoutProps } from '../media/EditorLayout';
import { named } from '../named';
import { ImageEditorRoot, type ImageEditorRootProps } from './ImageEditorRoot';

export type ImageEditorProps = Omit<ImageEditorRootProps, 'asChild'> & EditorLayoutProps;

/**
 * Edits an image in one line: choose, drop or paste one, say what should change, compare, download. Usable without CSS;
 * `decart-react/styles.css` gives it its look.
 *
 * @example
 * ```tsx
 * <ImageEditor defaultPrompt="oil painting" />
 * ```
 */
export const ImageEditor = /* @__PURE__ */ named(
  'ImageEditor',
  /* @__PURE__ */ forwardRef<HTMLFormElement, ImageEditorProps>(function ImageEditor(
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
