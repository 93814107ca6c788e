import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';
import { createDelivered, rejection } from './desiredRequests';

/** The prompts of a live session whose service accepts everything but the prompt "forbidden". */
export function connectedPrompts() {
  const sent: Update[] = [];
  const state = createDelivered({ onChange() {}, onRejected() {} });
  const send = async (change: Update) => {
    sent.push(change);
    if (change.prompt?.text === 'forbidden') throw rejection;
  };
  state.connect(send, state.snapshot(), Promise.resolve(), Promise.resolve());
  const prompts = createPromptUpdates(state, true);
  return { ...prompts, sent, desired: () => state.snapshot().update };
}
