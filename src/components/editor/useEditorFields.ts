import type { ImageModels, VideoModels } from '@decartai/sdk';
import { useState } from 'react';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { mergeLabels } from '../../labels/labels';
import { useLabels } from '../../provider/labels';
import { type MediaField, runCheck } from '../../requests/checks';
import { useControlled } from '../part/useControlled';
import type { EditorOptions } from './EditorBox';
import type { EditorFields } from './editor';
import { promptRuleOf } from './promptRule';

/** The options for the fields of an editor. */
export type EditorFieldOptions = Pick<
  EditorOptions,
  | 'prompt'
  | 'defaultPrompt'
  | 'onPromptChange'
  | 'onFileChange'
  | 'onReferenceImageChange'
  | 'check'
  | 'labels'
>;

/** The fields of an editor. `onNewFile` is called when another file is chosen. */
export function useEditorFields(
  model: ImageModels | VideoModels,
  options: EditorFieldOptions,
  onNewFile: () => void,
): EditorFields {
  const { defaultPrompt = '', check = true, onFileChange, onReferenceImageChange, labels = {} } = options;
  const around = useLabels();
  const [file, setFile] = useState<File | null>(null);
  const [referenceImage, setReferenceImage] = useState<File | null>(null);
  const [problems, setProblems] = useState<Partial<Record<MediaField, string | null>>>({});
  const prompt = useControlled(options.prompt, defaultPrompt, options.onPromptChange);

  function accept(field: MediaField, next: File | null, set: (file: File | null) => void): boolean {
    const problem = next && runCheck(check, model, field, next, mergeLabels(around, labels));
    setProblems((others) => ({ ...others, [field]: problem }));
    if (!problem) set(next);
    return !problem;
  }

  const promptRule = promptRuleOf(model, referenceImage !== null);
  return {
    file,
    fileUrl: useObjectUrl(file),
    setFile(next) {
      if (!accept('data', next, setFile)) return;
      onNewFile();
      onFileChange?.(next);
    },
    referenceImage,
    referenceImageUrl: useObjectUrl(referenceImage),
    setReferenceImage(next) {
      if (accept('reference_image', next, setReferenceImage)) onReferenceImageChange?.(next);
    },
    fileProblem: problems.data ?? null,
    referenceImageProblem: problems.reference_image ?? null,
    prompt: prompt.value,
    setPrompt: prompt.change,
    promptRule,
    canSubmit: file !== null && (promptRule !== 'required' || prompt.value.trim() !== ''),
  };
}
