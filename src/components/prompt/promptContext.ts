import { createContext, useContext } from 'react';
import { DecartError } from '../../errors/DecartError';
import type { PromptBoxResult } from './usePromptBox';

export const PromptContext = /* @__PURE__ */ createContext<PromptBoxResult | null>(null);

/** The state of the enclosing `<PromptBox>`. */
export function usePrompt(part: string): PromptBoxResult {
  const prompt = useContext(PromptContext);
  if (prompt) return prompt;
  throw new DecartError('INVALID_OPTIONS', `\`<${part}>\` must be used inside <PromptBox>.`);
}
