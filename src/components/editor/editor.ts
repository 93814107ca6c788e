import type { ImageModels, JobStatus, VideoModels } from '@decartai/sdk';
import { createContext, useContext } from 'react';
import { DecartError } from '../../errors/DecartError';
import { useLeaveFocus } from '../part/focus';

/** What the user of an editor fills in. */
export interface EditorFields {
  /** The file to edit. */
  file: File | null;
  /** An object URL of it. */
  fileUrl: string | undefined;
  /** Takes a file, or says in `fileProblem` why not. */
  setFile: (file: File | null) => void;
  /** The image that guides the edit. */
  referenceImage: File | null;
  /** An object URL of it. */
  referenceImageUrl: string | undefined;
  /** Takes a reference image, or `null` to remove it. */
  setReferenceImage: (file: File | null) => void;
  /** A sentence about the last file that wasn't taken. */
  fileProblem: string | null;
  /** The same about the reference image. */
  referenceImageProblem: string | null;
  /** What should change. */
  prompt: string;
  setPrompt: (prompt: string) => void;
  /** Whether the model can do without a prompt; `'none'` when it takes none. */
  promptRule: 'required' | 'optional' | 'none';
  /** Whether there is what the model needs. */
  canSubmit: boolean;
}

/** What an editor is doing, and what can be done with it: for your own parts. */
export interface Editor extends EditorFields {
  /** Which editor it is. */
  kind: 'image' | 'video';
  /** The model that edits. */
  model: ImageModels | VideoModels;
  /** Starts the edit; does nothing where `canSubmit` is false. */
  submit: () => void;
  /** Cancels the edit that is running. */
  cancel: () => void;
  /** Whether an edit is running. */
  isPending: boolean;
  /** Whether it waits for the network: the browser is offline. */
  isPaused: boolean;
  /** How far a video's job is. */
  jobStatus: 'submitted' | JobStatus | null;
  /** Why the last edit failed. */
  error: DecartError | null;
  /** The last result; it stays while the next is made. */
  result: Blob | null;
  /** An object URL of it. */
  resultUrl: string | undefined;
}

export const EditorContext = /* @__PURE__ */ createContext<Editor | null>(null);

/** Apart, because it changes every second. */
export const EditorElapsedContext = /* @__PURE__ */ createContext<number | null>(null);

/** The element around the parts. */
export const EditorElementContext = /* @__PURE__ */ createContext<HTMLElement | null>(null);

/** The ref of an element that goes away with the result: the focus stays in the editor. */
export const useLeaveResult = () => useLeaveFocus(useContext(EditorElementContext));

/**
 * The editor around: for your own parts inside an `<ImageEditor>`, `<VideoEditor>` or one of their roots.
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
  return useEditorOf('useEditor');
}

/** The same for a part, which an error names. */
export function useEditorOf(part: string): Editor {
  const editor = useContext(EditorContext);
  if (editor) return editor;
  const name = part.startsWith('use') ? part : `<${part}>`;
  throw new DecartError(
    'INVALID_OPTIONS',
    `\`${name}\` must be used inside <ImageEditor>, <ImageEditorRoot>, <VideoEditor> or <VideoEditorRoot>.`,
  );
}
