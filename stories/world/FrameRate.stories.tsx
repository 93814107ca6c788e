import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { isLive, outputOf } from '../support/live';

const meta = {
  title: 'World/Frame rate',
  component: RealtimeVideo,
  tags: ['world', '!dev', '!autodocs'],
  args: { model: 'lucy-2.5', prompt: 'forest', autoStart: true, controls: false },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;

/** About four seconds. */
const FRAMES = 100;

/** Counts the frames that a video shows. */
function countFrames(video: HTMLVideoElement) {
  let frames = 0;
  const onFrame = () => {
    frames += 1;
    video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
  return () => frames;
}

/** It gets 30 frames per second. Machines differ in what they can encode, so both are compared. */
export const Model: StoryObj<typeof meta> = {
  async play(context) {
    const { canvasElement, step } = context;
    await isLive(canvasElement);
    const frames = countFrames(outputOf(canvasElement));
    const count = () => ({
      received: sandboxOf(context).sessions.at(-1)?.framesReceived ?? 0,
      shown: frames(),
      at: performance.now(),
    });
    const before = count();
    await waitFor(() => expect(count().received).toBeGreaterThan(before.received + FRAMES));
    const now = count();
    const shown = now.shown - before.shown;
    const perSecond = Math.round((shown / (now.at - before.at)) * 1000);
    await step(`${perSecond} frames per second`, () =>
      expect(shown).toBeGreaterThan((now.received - before.received) * 0.6),
    );
  },
};
