import { forwardRef } from 'react';
import { mediaLimits } from '../../requests/checks';
import { named } from '../named';
import { fillIn } from '../Slot';
import { DropZone, type DropZoneProps } from './DropZone';
import { useEditor } from './editor';
import { FilePreview } from './FilePreview';
import { useMediaLabel } from './mediaLabels';

export type EditorPartDropZoneProps = Omit<DropZoneProps, 'label' | 'accept' | 'onFile'>;

/**
 * Takes the file that is to be edited, and shows it.
 *
 * @example
 * ```tsx
 * <EditorSource />
 * ```
 */
export const EditorSource = /* @__PURE__ */ named(
  'EditorSource',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorPartDropZoneProps>(function EditorSource(
    { asChild, children, ...props },
    ref,
  ) {
    const { kind, model, file, fileUrl, setFile, fileProblem, isPending } = useEditor();
    const label = useMediaLabel();
    const choose = label(kind === 'image' ? 'chooseImage' : 'chooseVideo');
    return (
      <DropZone
        {...props}
        ref={ref}
        asChild={asChild}
        label={file ? label('replaceFile', { name: file.name }) : choose}
        accept={mediaLimits(model, 'data').accept}
        disabled={isPending}
        problem={fileProblem}
        onFile={setFile}
      >
        {fillIn(
          asChild,
          children,
          file && fileUrl && (
            <FilePreview kind={kind} url={fileUrl} fileName={file.name} alt={label('before')} />
          ),
        )}
      </DropZone>
    );
  }),
);
