import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { type Editor, useEditor } from './editor';
import { type MediaLabelKey, useMediaLabel } from './mediaLabels';

function messageOf({ isPending, kind, jobStatus, error, result }: Editor): MediaLabelKey | null {
  if (isPending) return kind === 'image' || !jobStatus || jobStatus === 'failed' ? 'working' : jobStatus;
  return result && !error ? 'done' : null;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Says how far the edit is, on screen and to screen readers, and what went wrong.
 *
 * @example
 * ```tsx
 * <EditorStatus />
 * ```
 */
export const EditorStatus = /* @__PURE__ */ forwardRef<HTMLDivElement, ComponentPropsWithoutRef<'div'>>(
  function EditorStatus({ className, ...props }, ref) {
    const editor = useEditor();
    const { isPending, elapsedMs, error } = editor;
    const label = useMediaLabel();
    const message = messageOf(editor);
    return (
      <div {...props} ref={ref} className={classNames('decart-progress', className)}>
        <p role="status">{message && label(message)}</p>
        {isPending && <progress aria-label={label('working')} />}
        {/* A timer is not read out at every second, as the status would be. */}
        {isPending && elapsedMs !== null && (
          <span role="timer" className="decart-elapsed">
            {clock(elapsedMs)}
          </span>
        )}
        {error && (
          <p className="decart-problem" role="alert">
            {error.message}
          </p>
        )}
      </div>
    );
  },
);
