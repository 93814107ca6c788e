import { forwardRef } from 'react';
import { DropZone } from './DropZone';
import type { EditorPartDropZoneProps } from './EditorSource';
import { useEditor } from './editor';
import { useMediaLabel } from './mediaLabels';

/**
 * Takes an image that guides the edit.
 *
 * @example
 * ```tsx
 * <EditorReference />
 * ```
 */
export const EditorReference = /* @__PURE__ */ forwardRef<HTMLDivElement, EditorPartDropZoneProps>(
  function EditorReference(props, ref) {
    const { reference, referenceUrl, setReference, isPending } = useEditor();
    const label = useMediaLabel();
    return (
      <DropZone
        {...props}
        ref={ref}
        className="decart-reference"
        label={label(reference ? 'replaceReference' : 'chooseReference')}
        accept="image/*"
        disabled={isPending}
        onFile={setReference}
      >
        {referenceUrl && (
          <>
            <img className="decart-picture" src={referenceUrl} alt="" />
            <button
              type="button"
              className="decart-secondary"
              disabled={isPending}
              onClick={() => setReference(null)}
            >
              {label('removeReference')}
            </button>
          </>
        )}
      </DropZone>
    );
  },
);
