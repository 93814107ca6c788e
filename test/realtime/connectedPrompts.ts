import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';
import { createDelivered } from './desiredRequests';

/** The prompts of a live session whose service accepts everything. */
export function connectedPrompts() {
  const sent: Update[] = [];
  const state = createDelivered({ onChange() {}, onRejected() {} });
  state.connect(async (change) => void sent.push(change), state.snapshot(), Promise.resolve(true));
  const prompts = createPromptUpdates(state, true);
  return { ...prompts, sent, desired: () => state.snapshot().update };
}
