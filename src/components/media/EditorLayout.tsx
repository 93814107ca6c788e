import type { ReactNode } from 'react';
import { EditorDownload, EditorSubmit } from './EditorActions';
import { EditorPrompt } from './EditorPrompt';
import { EditorReference } from './EditorReference';
import { EditorResult } from './EditorResult';
import { EditorSource } from './EditorSource';
import { EditorStatus } from './EditorStatus';

export interface EditorLayoutProps {
  /** Takes a reference image, too. @defaultValue false */
  reference?: boolean | undefined;
  /** Put below the prompt. */
  children?: ReactNode;
}

/** The parts of an editor as the drop-ins put them together. */
export function EditorLayout({ reference = false, children }: EditorLayoutProps) {
  return (
    <>
      <div className="decart-panes">
        <EditorSource />
        <EditorResult />
      </div>
      <div className="decart-editor-fields">
        <EditorPrompt />
        {reference && <EditorReference />}
        {children}
        <div className="decart-editor-actions">
          <EditorSubmit />
          <EditorDownload />
          <EditorStatus />
        </div>
      </div>
    </>
  );
}
