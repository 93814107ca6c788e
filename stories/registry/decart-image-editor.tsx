'use client';

import {
  EditorDownload,
  EditorPrompt,
  EditorReference,
  EditorResult,
  EditorSource,
  EditorStatus,
  EditorSubmit,
  ImageEditorRoot,
  type ImageEditorRootProps,
} from 'decart-react/parts';

/** `<ImageEditor>`, taken apart. Use it inside `<DecartProvider>`. */
export function DecartImageEditor(props: ImageEditorRootProps) {
  return (
    <ImageEditorRoot {...props}>
      <div className="decart-panes">
        <EditorSource />
        <EditorResult />
      </div>
      <div className="decart-editor-fields">
        <EditorPrompt />
        <EditorReference />
        <div className="decart-editor-actions">
          <EditorSubmit />
          <EditorDownload />
          <EditorStatus />
        </div>
      </div>
    </ImageEditorRoot>
  );
}
