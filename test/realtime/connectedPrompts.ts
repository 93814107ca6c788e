import { createDesiredState } from '../../src/realtime/desiredState';
import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';

/** Prompts of a session that is live, whose service accepts everything. */
export function connectedPrompts() {
  const sent: Update[] = [];
  const state = createDesiredState({ onDesired() {}, onChange() {}, onRejected() {} });
  state.connect(async (change) => void sent.push(change), state.snapshot(), Promise.resolve(true));
  const prompts = createPromptUpdates(state, true);
  return { ...prompts, sent, desired: () => state.snapshot().update };
}
