import { forwardRef } from 'react';
import { EditorLayout, type EditorLayoutProps } from './editor/EditorLayout';
import { VideoEditorRoot, type VideoEditorRootProps } from './editor/VideoEditorRoot';
import { withDisplayName } from './part/withDisplayName';

export type VideoEditorProps = Omit<VideoEditorRootProps, 'asChild'> & EditorLayoutProps;

/**
 * Edits a video in one line: choose, drop or paste one, say what should change, watch its progress, play and download the
 * result. Usable without CSS; `decart-react/styles.css` styles it.
 *
 * @example
 * ```tsx
 * <VideoEditor defaultPrompt="as a watercolor" />
 * ```
 * @example A job that survives a reload
 * ```tsx
 * <VideoEditor jobId={sessionStorage.getItem('job')} onJobChange={(id) => sessionStorage.setItem('job', id ?? '')} />
 * ```
 */
export const VideoEditor = /* @__PURE__ */ withDisplayName(
  'VideoEditor',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VideoEditorProps>(function VideoEditor(
    { reference, children, ...props },
    ref,
  ) {
    return (
      <VideoEditorRoot {...props} ref={ref}>
        <EditorLayout reference={reference}>{children}</EditorLayout>
      </VideoEditorRoot>
    );
  }),
);
