// A live session through the hook, which most tests of `useRealtimeStream` begin with.
import type { RealtimeOptions } from '../../src/realtime/types';
import { renderStream } from './renderStream';

export const LIVE = {
  model: 'lucy-2.5',
  prompt: 'film noir',
  autoStart: true,
  input: { width: 320, height: 180 },
} as const;

export type View = ReturnType<typeof renderStream>;

export async function renderLive(options: Partial<RealtimeOptions> = {}): Promise<View> {
  const view = renderStream({ ...LIVE, ...options });
  await view.reached('generating');
  return view;
}

/** The newest session of its sandbox. */
export const session = (view: View) => view.sandbox.sessions.at(-1);
