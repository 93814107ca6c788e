import { useComposedRefs } from '@radix-ui/react-compose-refs';
import {
  Children,
  type ComponentPropsWithoutRef,
  type DragEvent,
  forwardRef,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, contentOf, putIn, Slot } from '../Slot';
import { usePastedFile } from '../usePastedFile';

export interface DropZoneProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'>, AsChild {
  /** The name of the field, which is shown, too. */
  label: string;
  /** The kinds of file, as in `<input accept>`. */
  accept: string;
  /** Told of the file that was chosen, dropped or pasted. */
  onFile(file: File): void;
  /** Takes no file for now. @defaultValue false */
  disabled?: boolean | undefined;
  /** What is wrong with the last file; a screen reader says it with the field. */
  problem?: string | null | undefined;
  /** A preview of the file that was chosen; with `asChild` it is the content of the child. */
  children?: ReactNode;
}

/**
 * A file field that files can be dropped on and pasted into, too; what is pasted while nothing has the focus goes to the
 * first of several. It is a plain `<input type="file">` for the keyboard,
 * for screen readers, and where there is no CSS. `data-state` is `over` while a file is held over it.
 *
 * @example
 * ```tsx
 * <DropZone label="Choose an image" accept="image/*" onFile={setFile} />
 * ```
 */
export const DropZone = /* @__PURE__ */ named(
  'DropZone',
  /* @__PURE__ */ forwardRef<HTMLDivElement, DropZoneProps>(function DropZone(
    { asChild, label, accept, onFile, disabled, problem, className, children, ...props },
    ref,
  ) {
    const [isOver, setIsOver] = useState(false);
    const zone = useRef<HTMLElement>(null);
    const problemId = useId();
    const take = (file: File | null | undefined) => {
      if (file && !disabled) onFile(file);
    };
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event;
      if (!dataTransfer.types.includes('Files')) return;
      // Without this the browser shows the file in place of the page.
      event.preventDefault();
      setIsOver(!disabled && (type === 'dragenter' || type === 'dragover'));
      if (type === 'drop') take(dataTransfer.files[0]);
    };
    usePastedFile(
      (target) => zone.current?.contains(target) === true,
      () => !disabled,
      take,
    );

    const preview = contentOf(asChild, children);
    const content = (
      <>
        {preview}
        <label className="decart-drop-field">
          <span>{label}</span>
          <input
            type="file"
            accept={accept}
            disabled={disabled}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? problemId : undefined}
            onChange={({ target }) => {
              take(target.files?.[0]);
              // The same file can be chosen again after it was removed or refused.
              target.value = '';
            }}
          />
        </label>
        {problem && (
          <p id={problemId} className="decart-problem" role="alert">
            {problem}
          </p>
        )}
      </>
    );
    const Box = asChild ? Slot : 'div';
    return (
      <Box
        data-state={isOver ? 'over' : 'idle'}
        data-filled={Children.toArray(preview).length > 0 ? '' : undefined}
        {...props}
        ref={useComposedRefs(ref, zone)}
        className={classNames('decart-drop', className)}
        onDragEnter={onDrag}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={onDrag}
      >
        {putIn(asChild, children, content)}
      </Box>
    );
  }),
);
