import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useEditorOf } from './editor';
import { FileDropZone, type FileDropZoneProps } from './FileDropZone';
import { FilePreview } from './FilePreview';

export type EditorReferenceProps = Omit<FileDropZoneProps, 'label' | 'accept' | 'onFile'>;

/**
 * A field for an image that guides the edit.
 *
 * @example
 * ```tsx
 * <EditorReference />
 * ```
 */
export const EditorReference = /* @__PURE__ */ withDisplayName(
  'EditorReference',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorReferenceProps>(function EditorReference(props, ref) {
    const editor = useEditorOf('EditorReference');
    const { referenceImage, referenceImageUrl, setReferenceImage, isPending } = editor;
    const label = useLabel();
    return (
      <FileDropZone
        disabled={isPending}
        problem={editor.referenceImageProblem}
        look="decart-reference"
        preview={
          referenceImage &&
          referenceImageUrl && (
            <>
              <FilePreview
                component="EditorReference"
                kind="image"
                url={referenceImageUrl}
                fileName={referenceImage.name}
                alt=""
              />
              <Part
                as="button"
                component="EditorReference"
                look="decart-secondary"
                type="button"
                // Not `disabled`: the focus may be on it.
                aria-disabled={isPending ? true : undefined}
                onClick={(event) => {
                  if (isPending) return;
                  // This button disappears, and takes the focus with it.
                  const zone = event.currentTarget.closest('[data-filled]');
                  zone?.querySelector<HTMLInputElement>('input[type=file]')?.focus();
                  setReferenceImage(null);
                }}
              >
                {label('editorRemoveReference', en.editorRemoveReference)}
              </Part>
            </>
          )
        }
        {...props}
        ref={ref}
        label={
          referenceImage
            ? label('editorReplaceReference', en.editorReplaceReference)
            : label('editorChooseReference', en.editorChooseReference)
        }
        accept="image/*"
        onFile={setReferenceImage}
      />
    );
  }),
);
