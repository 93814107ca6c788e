import type { ImageModels, JobStatus, VideoModels } from '@decartai/sdk';
import { createContext, useContext } from 'react';
import { DecartError } from '../../errors/DecartError';
import { useLeaveFocus } from '../part/focus';

/** The fields of an editor. */
export interface EditorFields {
  /** The file to edit. */
  file: File | null;
  /** An object URL of the file. */
  fileUrl: string | undefined;
  /** Accepts a file, or sets `fileProblem` to the reason why not. */
  setFile: (file: File | null) => void;
  /** The image that guides the edit. */
  referenceImage: File | null;
  /** An object URL of the image. */
  referenceImageUrl: string | undefined;
  /** Sets a reference image; `null` removes it. */
  setReferenceImage: (file: File | null) => void;
  /** A sentence about the last file that was refused. */
  fileProblem: string | null;
  /** A sentence about the last reference image that was refused. */
  referenceImageProblem: string | null;
  /** What should change. */
  prompt: string;
  setPrompt: (prompt: string) => void;
  /** Whether the prompt is optional; `'none'` if the model takes none. */
  promptRule: 'required' | 'optional' | 'none';
  /** Whether all fields that the model needs are filled in. */
  canSubmit: boolean;
}

/** The state and actions of an editor: for your own parts. */
export interface Editor extends EditorFields {
  /** The kind of editor. */
  kind: 'image' | 'video';
  /** The model that edits. */
  model: ImageModels | VideoModels;
  /** Starts the edit; does nothing if `canSubmit` is false. */
  submit: () => void;
  /** Cancels the edit that is running. */
  cancel: () => void;
  /** Whether an edit is running. */
  isPending: boolean;
  /** Whether it waits for the network: the browser is offline. */
  isPaused: boolean;
  /** Progress of a video's job. */
  jobStatus: 'submitted' | JobStatus | null;
  /** Why the last edit failed. */
  error: DecartError | null;
  /** The last result; it stays until the next one is ready. */
  result: Blob | null;
  /** An object URL of the result. */
  resultUrl: string | undefined;
}

export const EditorContext = /* @__PURE__ */ createContext<Editor | null>(null);

/** Separate, because it changes every second. */
export const EditorElapsedContext = /* @__PURE__ */ createContext<number | null>(null);

/** The element around the parts. */
export const EditorElementContext = /* @__PURE__ */ createContext<HTMLElement | null>(null);

/** The ref of an element that goes away with the result: the focus stays in the editor. */
export const useLeaveResult = () => useLeaveFocus(useContext(EditorElementContext));

/**
 * The enclosing editor: for your own parts inside an `<ImageEditor>`, `<VideoEditor>` or one of their roots.
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

/** The same for a part, whose name appears in the error. */
export function useEditorOf(part: string): Editor {
  const editor = useContext(EditorContext);
  if (editor) return editor;
  const name = part.startsWith('use') ? part : `<${part}>`;
  throw new DecartError(
    'INVALID_OPTIONS',
    `\`${name}\` must be used inside <ImageEditor>, <ImageEditorRoot>, <VideoEditor> or <VideoEditorRoot>.`,
  );
}
