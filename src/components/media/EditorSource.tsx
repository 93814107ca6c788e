import { forwardRef } from 'react';
import { mediaLimits } from '../../query/checks';
import { DropZone, type DropZoneProps } from './DropZone';
import { useEditor } from './editor';
import { useMediaLabel } from './mediaLabels';

export type EditorPartDropZoneProps = Omit<DropZoneProps, 'label' | 'accept' | 'onFile' | 'children'>;

/**
 * Takes the file that is to be edited, and shows it.
 *
 * @example
 * ```tsx
 * <EditorSource />
 * ```
 */
export const EditorSource = /* @__PURE__ */ forwardRef<HTMLDivElement, EditorPartDropZoneProps>(
  function EditorSource(props, ref) {
    const { kind, model, file, fileUrl, setFile, fileProblem, isPending } = useEditor();
    const label = useMediaLabel();
    const choose = label(kind === 'image' ? 'chooseImage' : 'chooseVideo');
    return (
      <DropZone
        {...props}
        ref={ref}
        label={file ? label('replaceFile', { name: file.name }) : choose}
        accept={mediaLimits(model, 'data').accept}
        disabled={isPending}
        problem={fileProblem}
        onFile={setFile}
      >
        {fileUrl && kind === 'image' && (
          <img className="decart-picture" src={fileUrl} alt={label('before')} />
        )}
        {fileUrl && kind === 'video' && (
          <video
            className="decart-picture"
            src={fileUrl}
            aria-label={label('before')}
            controls
            muted
            loop
            playsInline
          />
        )}
      </DropZone>
    );
  },
);
