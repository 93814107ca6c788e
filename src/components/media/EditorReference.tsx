import { forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { fillIn } from '../Slot';
import { DropZone } from './DropZone';
import type { EditorPartDropZoneProps } from './EditorSource';
import { useEditor } from './editor';
import { FilePreview } from './FilePreview';
import { useMediaLabel } from './mediaLabels';

/**
 * Takes an image that guides the edit.
 *
 * @example
 * ```tsx
 * <EditorReference />
 * ```
 */
export const EditorReference = /* @__PURE__ */ named(
  'EditorReference',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorPartDropZoneProps>(function EditorReference(
    { asChild, className, children, ...props },
    ref,
  ) {
    const { reference, referenceUrl, setReference, referenceProblem, isPending } = useEditor();
    const label = useMediaLabel();
    return (
      <DropZone
        {...props}
        ref={ref}
        asChild={asChild}
        className={classNames('decart-reference', className)}
        label={label(reference ? 'replaceReference' : 'chooseReference')}
        accept="image/*"
        disabled={isPending}
        problem={referenceProblem}
        onFile={setReference}
      >
        {fillIn(
          asChild,
          children,
          reference && referenceUrl && (
            <>
              <FilePreview kind="image" url={referenceUrl} fileName={reference.name} alt="" />
              <button
                type="button"
                className="decart-secondary"
                disabled={isPending}
                onClick={(event) => {
                  setReference(null);
                  // This button goes away, and the focus with it.
                  const zone = event.currentTarget.closest('[data-filled]');
                  zone?.querySelector<HTMLInputElement>('input[type=file]')?.focus();
                }}
              >
                {label('removeReference')}
              </button>
            </>
          ),
        )}
      </DropZone>
    );
  }),
);
