import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { mediaLimits } from '../../requests/checks';
import { withDisplayName } from '../part/withDisplayName';
import { useEditorOf } from './editor';
import { FileDropZone, type FileDropZoneProps } from './FileDropZone';
import { FilePreview } from './FilePreview';

export type EditorSourceProps = Omit<FileDropZoneProps, 'label' | 'accept' | 'onFile'>;

/**
 * A field for the file to edit, with a preview.
 *
 * @example
 * ```tsx
 * <EditorSource />
 * ```
 */
export const EditorSource = /* @__PURE__ */ withDisplayName(
  'EditorSource',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorSourceProps>(function EditorSource(props, ref) {
    const editor = useEditorOf('EditorSource');
    const { kind, model, file, fileUrl, setFile, fileProblem, isPending } = editor;
    const label = useLabel();
    const choose =
      kind === 'image'
        ? label('editorChooseImage', en.editorChooseImage)
        : label('editorChooseVideo', en.editorChooseVideo);
    return (
      <FileDropZone
        disabled={isPending}
        problem={fileProblem}
        preview={
          file &&
          fileUrl && (
            <FilePreview
              component="EditorSource"
              kind={kind}
              url={fileUrl}
              fileName={file.name}
              alt={label('before', en.before)}
            />
          )
        }
        {...props}
        ref={ref}
        label={file ? label('editorReplaceFile', en.editorReplaceFile, { name: file.name }) : choose}
        accept={mediaLimits(model, 'data').accept}
        onFile={setFile}
      />
    );
  }),
);
