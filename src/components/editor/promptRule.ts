import type { ImageModels, VideoModels } from '@decartai/sdk';

const NEED_WORDS = /^lucy-(image|clip|pro)/;

/** Whether a model requires a prompt. Restyling takes a prompt or a reference image, not both. */
export function promptRuleOf(
  model: ImageModels | VideoModels,
  hasReference: boolean,
): 'required' | 'optional' | 'none' {
  if (model.startsWith('lucy-restyle')) return hasReference ? 'none' : 'required';
  return NEED_WORDS.test(model) ? 'required' : 'optional';
}
