import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef, type ReactNode, useEffect, useId, useState } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { classNames } from '../part/classNames';
import { useFileDrop, usePastedFile } from '../part/files';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export interface FileDropZoneProps extends PartProps<'div'> {
  /** The name of the field, which is also shown. */
  label: string;
  /** The kinds of file, as in `<input accept>`. */
  accept: string;
  /** Called with a file that was chosen, dropped or pasted. */
  onFile: (file: File) => void;
  /** Accepts no file for now. @defaultValue false */
  disabled?: boolean | undefined;
  /** The problem with the last file; a screen reader reads it with the field. */
  problem?: string | null | undefined;
  /** Shown above the field: the chosen file. Children replace it; with `asChild`, the child's children do. */
  preview?: ReactNode;
}

/** Whether `accept` names the file's type or extension. Not every system knows the type of every file. */
function isOfKind({ type, name }: File, accept: string): boolean {
  if (!type) return true;
  return accept.split(',').some((each) => {
    const kind = each.trim().toLowerCase();
    return kind.endsWith('/*')
      ? type.startsWith(kind.slice(0, -1))
      : kind === type || (kind.startsWith('.') && name.toLowerCase().endsWith(kind));
  });
}

/**
 * A file field that also accepts dropped and pasted files. If nothing has the focus when a file is pasted, the first
 * field that accepts files of its kind gets it. For the keyboard, for screen readers, and without CSS it is a plain
 * `<input type="file">`. `data-state` is `over` while a file is dragged over it, else `idle`; `data-filled` is set if
 * there is a preview.
 *
 * @example
 * ```tsx
 * <FileDropZone label="Choose an image" accept="image/*" onFile={setFile} />
 * ```
 */
export const FileDropZone = /* @__PURE__ */ withDisplayName(
  'FileDropZone',
  /* @__PURE__ */ forwardRef<HTMLDivElement, FileDropZoneProps & { look?: string }>(function FileDropZone(
    { label, accept, onFile, disabled = false, problem, preview, look, ...props },
    ref,
  ) {
    const [zone, setZone] = useState<HTMLElement | null>(null);
    const problemId = useId();
    const [isUnreadable, setUnreadable] = useState(false);
    const text = useLabel();
    const take = (file: File | null | undefined) => {
      if (!file || disabled) return;
      cancel();
      setUnreadable(false);
      onFile(file);
    };
    const { isOver, cancel } = useFileDrop(zone, {
      take: (files) => take(files[0]),
      onUnreadable: () => setUnreadable(true),
      disabled,
    });
    // A file that the app has removed doesn't return either.
    const isFilled = Boolean(props.children ?? preview);
    useEffect(() => (isFilled ? cancel : undefined), [cancel, isFilled]);
    const shownProblem = isUnreadable ? text('unreadableDrop', en.unreadableDrop) : problem;
    usePastedFile(
      zone,
      (target) => zone?.contains(target) === true,
      (file, isForAnyone) => !disabled && (!isForAnyone || isOfKind(file, accept)),
      take,
    );
    return (
      <Part
        as="div"
        component="FileDropZone"
        look={classNames('decart-drop', look)}
        own={{
          'data-state': isOver ? 'over' : 'idle',
          'data-filled': isFilled ? '' : undefined,
        }}
        inner={(children) => (
          <>
            {children ?? preview}
            <Part as="label" component="FileDropZone" look="decart-drop-field">
              <span>{label}</span>
              <input
                type="file"
                accept={accept}
                // Not `disabled`: the focus may be on it.
                aria-disabled={disabled ? true : undefined}
                onClick={(event) => {
                  if (disabled) event.preventDefault();
                }}
                aria-invalid={shownProblem ? true : undefined}
                aria-describedby={shownProblem ? problemId : undefined}
                onChange={({ currentTarget }) => {
                  take(currentTarget.files?.[0]);
                  // This allows the same file to be chosen again after it was removed or refused.
                  currentTarget.value = '';
                }}
              />
            </Part>
            {shownProblem && (
              <Part as="span" component="FileDropZone" look="decart-problem" id={problemId} role="alert">
                {shownProblem}
              </Part>
            )}
          </>
        )}
        {...props}
        ref={useComposedRefs(ref, setZone)}
      />
    );
  }),
);
