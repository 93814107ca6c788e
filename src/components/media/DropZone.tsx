import {
  Children,
  type ComponentPropsWithoutRef,
  type DragEvent,
  forwardRef,
  type ReactNode,
  useState,
} from 'react';
import { classNames } from '../classNames';

export interface DropZoneProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
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
  /** A preview of the file that was chosen. */
  children?: ReactNode;
}

/**
 * A file field that files can be dropped on and pasted into, too. It is a plain `<input type="file">` for the keyboard,
 * for screen readers, and where there is no CSS. `data-state` is `over` while a file is held over it.
 *
 * @example
 * ```tsx
 * <DropZone label="Choose an image" accept="image/*" onFile={setFile} />
 * ```
 */
export const DropZone = /* @__PURE__ */ forwardRef<HTMLDivElement, DropZoneProps>(function DropZone(
  { label, accept, onFile, disabled, problem, className, children, ...props },
  ref,
) {
  const [isOver, setIsOver] = useState(false);
  const takeFirst = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  const drag = (over: boolean) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    // Without this the browser shows the file in place of the page.
    event.preventDefault();
    setIsOver(over && !disabled);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition, the field inside does it by keyboard
    <div
      data-state={isOver ? 'over' : 'idle'}
      data-filled={Children.toArray(children).length > 0 ? '' : undefined}
      {...props}
      ref={ref}
      className={classNames('decart-drop', className)}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        takeFirst(event.dataTransfer.files);
      }}
      onPaste={(event) => takeFirst(event.clipboardData.files)}
    >
      {children}
      <label className="decart-drop-field">
        <span>{label}</span>
        <input
          type="file"
          accept={accept}
          disabled={disabled}
          aria-invalid={problem ? true : undefined}
          onChange={({ target }) => {
            takeFirst(target.files);
            // The same file can be chosen again after it was removed or refused.
            target.value = '';
          }}
        />
      </label>
      {problem && (
        <p className="decart-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
});
