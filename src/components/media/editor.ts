import type { ImageModels, JobStatus, VideoModels } from '@decartai/sdk';
import { createContext, useContext } from 'react';
import { DecartError } from '../../errors/DecartError';

/** What an editor is doing, and what can be done with it: for parts of your own. */
export interface Editor {
  /** Which editor it is. */
  kind: 'image' | 'video';
  /** The model that edits. */
  model: ImageModels | VideoModels;
  /** The file to be edited. */
  file: File | null;
  /** An object URL of it. */
  fileUrl: string | null;
  /** Takes a file, or says in `fileProblem` why not. */
  setFile(file: File | null): void;
  /** The image that guides the edit. */
  reference: File | null;
  /** An object URL of it. */
  referenceUrl: string | null;
  /** Takes a reference image, or `null` to remove it. */
  setReference(file: File | null): void;
  /** A sentence about the last file that was not taken. */
  fileProblem: string | null;
  /** The same of the reference image. */
  referenceProblem: string | null;
  /** What should change. */
  prompt: string;
  /** Changes the prompt. */
  setPrompt(prompt: string): void;
  /** Whether the model can do without a prompt; `'none'` when it takes none. */
  promptRule: 'required' | 'optional' | 'none';
  /** Whether there is what the model needs. */
  canSubmit: boolean;
  /** Begins the edit; does nothing where `canSubmit` is false. */
  submit(): void;
  /** Gives up the edit that is under way. */
  cancel(): void;
  /** Whether an edit is under way. */
  isPending: boolean;
  /** Whether it waits for the network: the browser is offline. */
  isPaused: boolean;
  /** How far a video's job is. */
  jobStatus: 'submitted' | JobStatus | null;
  /** Milliseconds that a video's job has taken so far. */
  elapsedMs: number | null;
  /** Why the last edit failed. */
  error: DecartError | null;
  /** The last result; it stays while the next is being made. */
  result: Blob | null;
  /** An object URL of it. */
  resultUrl: string | null;
}

export const EditorContext = /* @__PURE__ */ createContext<Editor | null>(null);

/**
 * For parts of your own inside an `<ImageEditorRoot>` or `<VideoEditorRoot>`.
 *
 * @example
 * ```tsx
 * function Suggestion({ text }: { text: string }) {
 *   const { setPrompt } = useEditor();
 *   return <button type="button" onClick={() => setPrompt(text)}>{text}</button>;
 * }
 * ```
 */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor) return editor;
  throw new DecartError(
    'INVALID_OPTIONS',
    'There is no editor around this part: put it inside an <ImageEditorRoot> or a <VideoEditorRoot>.',
  );
}
