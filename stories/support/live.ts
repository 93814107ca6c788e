import { expect, waitFor, within } from 'storybook/test';
import type { RealtimeStatus } from '../../src/realtime/machine';

/** Waits until the `<RealtimeVideo>` of a story has the status. */
export async function reached(canvasElement: HTMLElement, ...statuses: RealtimeStatus[]): Promise<void> {
  await waitFor(
    () => {
      const status = canvasElement.querySelector('.decart-video')?.getAttribute('data-status');
      if (!statuses.some((wanted) => wanted === status)) throw new Error(`The status is ${status}.`);
    },
    { timeout: 40_000, interval: 20 },
  );
}

/** Waits until the transformed picture is on screen, not only on its way. */
export async function isLive(canvasElement: HTMLElement): Promise<void> {
  await reached(canvasElement, 'generating');
  await waitFor(() => expect(outputOf(canvasElement).videoWidth).toBeGreaterThan(100));
}

/** What a screen reader says about the session. */
export async function expectMessage(canvasElement: HTMLElement, text: RegExp): Promise<void> {
  await waitFor(() => expect(within(canvasElement).getByText(text)).toBeVisible());
}

export const outputOf = (canvasElement: HTMLElement): HTMLVideoElement => {
  const video = canvasElement.querySelector('[data-decart-video="output"]');
  if (video instanceof HTMLVideoElement) return video;
  throw new Error('There is no output video.');
};
