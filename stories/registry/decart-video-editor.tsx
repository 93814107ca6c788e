'use client';

import {
  EditorDownload,
  EditorPrompt,
  EditorResult,
  EditorSource,
  EditorStatus,
  EditorSubmit,
  VideoEditorRoot,
  type VideoEditorRootProps,
} from 'decart-react/parts';

/** `<VideoEditor>`, taken apart. Use it inside `<DecartProvider>`. */
export function DecartVideoEditor(props: VideoEditorRootProps) {
  return (
    <VideoEditorRoot {...props}>
      <div className="decart-panes">
        <EditorSource />
        <EditorResult />
      </div>
      <div className="decart-editor-fields">
        <EditorPrompt />
        <div className="decart-editor-actions">
          <EditorSubmit />
          <EditorDownload />
          <EditorStatus />
        </div>
      </div>
    </VideoEditorRoot>
  );
}
