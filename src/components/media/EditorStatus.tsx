import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { type Editor, useEditor } from './editor';
import { type MediaLabelKey, useMediaErrorText, useMediaLabel } from './mediaLabels';

function messageOf({ isPending, isPaused, kind, jobStatus, error, result }: Editor): MediaLabelKey | null {
  if (isPaused) return 'paused';
  if (isPending) return kind === 'image' || !jobStatus || jobStatus === 'failed' ? 'working' : jobStatus;
  return result && !error ? 'done' : null;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export type EditorStatusProps = ComponentPropsWithoutRef<'div'> & AsChild;

/**
 * Says how far the edit is, on screen and to screen readers, and what went wrong.
 *
 * @example
 * ```tsx
 * <EditorStatus />
 * ```
 */
export const EditorStatus = /* @__PURE__ */ named(
  'EditorStatus',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorStatusProps>(function EditorStatus(
    { asChild, className, children, ...props },
    ref,
  ) {
    const editor = useEditor();
    const { isPending, elapsedMs, error } = editor;
    const label = useMediaLabel();
    const errorText = useMediaErrorText();
    const message = messageOf(editor);
    const Box = asChild ? Slot : 'div';
    return (
      <Box {...props} ref={ref} className={classNames('decart-progress', className)}>
        {fillIn(
          asChild,
          children,
          <>
            <p role="status">{message && label(message)}</p>
            {isPending && <progress aria-label={label(editor.isPaused ? 'paused' : 'working')} />}
            {/* A timer is not read out at every second, as the status would be. */}
            {isPending && elapsedMs !== null && (
              <span role="timer" className="decart-elapsed">
                {clock(elapsedMs)}
              </span>
            )}
            {error && (
              <p className="decart-problem" role="alert">
                {errorText(error)}
              </p>
            )}
          </>,
        )}
      </Box>
    );
  }),
);
