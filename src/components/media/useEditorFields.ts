import type { ImageModels, VideoModels } from '@decartai/sdk';
import { useState } from 'react';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { type InputCheck, type MediaField, runCheck } from '../../requests/checks';
import type { Editor } from './editor';
import { promptRuleOf } from './promptRule';

type Fields = Pick<
  Editor,
  | 'file'
  | 'fileUrl'
  | 'setFile'
  | 'reference'
  | 'referenceUrl'
  | 'setReference'
  | 'fileProblem'
  | 'referenceProblem'
  | 'prompt'
  | 'setPrompt'
  | 'promptRule'
  | 'canSubmit'
>;

/** What the user fills in. `onNewFile` is told when there is another file to edit. */
export function useEditorFields(
  model: ImageModels | VideoModels,
  defaultPrompt: string,
  check: InputCheck,
  onNewFile: () => void,
): Fields {
  const [file, setFile] = useState<File | null>(null);
  const [reference, setReference] = useState<File | null>(null);
  const [problems, setProblems] = useState<Partial<Record<MediaField, string | null>>>({});
  const [prompt, setPrompt] = useState(defaultPrompt);

  function accept(field: MediaField, next: File | null, set: (file: File | null) => void): boolean {
    const problem = next && runCheck(check, model, field, next);
    setProblems((others) => ({ ...others, [field]: problem }));
    if (!problem) set(next);
    return !problem;
  }

  const promptRule = promptRuleOf(model, reference !== null);
  return {
    file,
    fileUrl: useObjectUrl(file),
    setFile(next) {
      if (accept('data', next, setFile)) onNewFile();
    },
    reference,
    referenceUrl: useObjectUrl(reference),
    setReference(next) {
      accept('reference_image', next, setReference);
    },
    fileProblem: problems.data ?? null,
    referenceProblem: problems.reference_image ?? null,
    prompt,
    setPrompt,
    promptRule,
    canSubmit: file !== null && (promptRule !== 'required' || prompt.trim() !== ''),
  };
}
