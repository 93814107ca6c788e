import { createDesiredState } from '../../src/realtime/desiredState';
import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';

/** The prompts of a live session whose service accepts everything. */
export function connectedPrompts() {
  const sent: Update[] = [];
  const state = createDesiredState({ onDesired() {}, onChange() {}, onRejected() {} });
  state.connect(async (change) => void sent.push(change), state.snapshot(), Promise.resolve(true));
  const prompts = createPromptUpdates(state, true);
  return { ...prompts, sent, desired: () => state.snapshot().update };
}
