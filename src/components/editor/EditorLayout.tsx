import type { ReactNode } from 'react';
import { Part } from '../part/Part';
import { EditorDownload, EditorSubmit } from './EditorActions';
import { EditorPrompt } from './EditorPrompt';
import { EditorReference } from './EditorReference';
import { EditorResult } from './EditorResult';
import { EditorSource } from './EditorSource';
import { EditorStatus } from './EditorStatus';

export interface EditorLayoutProps {
  /** Whether it also accepts a reference image. @defaultValue false */
  reference?: boolean | undefined;
  /** Shown below the prompt. */
  children?: ReactNode;
}

/** The parts of an editor as the ready-made components arrange them. */
export function EditorLayout({ reference = false, children }: EditorLayoutProps) {
  return (
    <>
      <Part as="div" component="EditorLayout" look="decart-panes">
        <EditorSource />
        <EditorResult />
      </Part>
      <Part as="div" component="EditorLayout" look="decart-editor-fields">
        <EditorPrompt />
        {reference && <EditorReference />}
        {children}
        <Part as="div" component="EditorLayout" look="decart-editor-actions">
          <EditorSubmit />
          <EditorDownload />
          <EditorStatus />
        </Part>
      </Part>
    </>
  );
}
