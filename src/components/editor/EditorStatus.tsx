import { forwardRef, useContext } from 'react';
import * as en from '../../labels/english';
import { formatClock } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { ErrorDetails } from '../text/ErrorDetails';
import { useErrorText } from '../text/useErrorText';
import { type Editor, EditorElapsedContext, useEditorOf } from './editor';

export type EditorStatusProps = PartProps<'div'>;

/** Returns the progress of an edit in words; `''` while there is nothing to say. */
function useDescribe(): (editor: Editor) => string {
  const label = useLabel();
  return ({ isPending, isPaused, kind, jobStatus, error, result }) => {
    if (!isPending) return result && !error ? label('editorDone', en.editorDone) : '';
    if (isPaused) return label('editorOffline', en.editorOffline);
    if (kind === 'video' && jobStatus === 'submitted') return label('editorUploading', en.editorUploading);
    if (jobStatus === 'pending') return label('editorPending', en.editorPending);
    if (jobStatus === 'completed') return label('editorDownloading', en.editorDownloading);
    return label('editorWorking', en.editorWorking);
  };
}

/**
 * Shows the progress of the edit and any error, on screen and to screen readers.
 *
 * @example
 * ```tsx
 * <EditorStatus />
 * ```
 */
export const EditorStatus = /* @__PURE__ */ withDisplayName(
  'EditorStatus',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorStatusProps>(function EditorStatus(props, ref) {
    const editor = useEditorOf('EditorStatus');
    const elapsedMs = useContext(EditorElapsedContext);
    const { isPending, error } = editor;
    const locale = useLocale();
    const describe = useDescribe();
    const problem = useErrorText(error);
    return (
      <Part
        as="div"
        component="EditorStatus"
        look="decart-progress"
        inner={
          <>
            {/* Phrasing content only: with `asChild` the element may be a paragraph, in which HTML allows no other. */}
            <span role="status">{describe(editor)}</span>
            {isPending && <progress aria-label={describe(editor)} />}
            {/* Screen readers don't read a timer every second, as they would a status. */}
            {isPending && elapsedMs !== null && (
              <span role="timer">{formatClock(elapsedMs / 1000, locale)}</span>
            )}
            {problem && (
              <Part as="span" component="EditorStatus" look="decart-problem" role="alert">
                {problem}
              </Part>
            )}
            <ErrorDetails error={error} />
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
