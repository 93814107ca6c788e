import type { Meta, StoryContext, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { averageColor } from '../../test/support/pixels';
import { expectMessage, isLive, outputOf, reached } from '../support/live';
import { installRemovableCameras } from '../support/removableCamera';

/** What happens to a camera and to a picture while a session is live. */
const meta = {
  title: 'World/Camera',
  component: RealtimeVideo,
  tags: ['world', '!dev', '!autodocs'],
  args: { model: 'lucy-2.5', prompt: 'forest', autoStart: true },
  // The fake camera of the browser, rather than our own.
  globals: { camera: 'auto' },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;
type Story = StoryObj<typeof meta>;

function cameraOf({ canvasElement }: StoryContext): MediaStreamTrack {
  const video = canvasElement.querySelector('[data-decart-video="input"]');
  const stream = video instanceof HTMLVideoElement ? video.srcObject : null;
  const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
  if (!track) throw new Error('No camera is shown.');
  return track;
}

const brightness = ({ canvasElement }: StoryContext) => {
  const { r, g, b } = averageColor(outputOf(canvasElement));
  return r + g + b;
};
// Firefox decodes black as a dark gray.
const isBlack = (context: StoryContext) => waitFor(() => expect(brightness(context)).toBeLessThan(60));
const isSeen = (context: StoryContext) => waitFor(() => expect(brightness(context)).toBeGreaterThan(90));

let cameras: ReturnType<typeof installRemovableCameras>;

function withCameras(permission: PermissionState) {
  cameras = installRemovableCameras(permission);
  return cameras.restore;
}

export const TurnedOff: Story = {
  async play(context) {
    await isLive(context.canvasElement);
    await isSeen(context);
    const camera = cameraOf(context);
    camera.enabled = false;
    await isBlack(context);
    await expectMessage(context.canvasElement, /^Your camera is off/);
    sandboxOf(context).closeSignaling();
    await reached(context.canvasElement, 'reconnecting');
    await isLive(context.canvasElement);
    await isBlack(context);
    camera.enabled = true;
    await isSeen(context);
  },
};

export const MutedBySystem: Story = {
  beforeEach: () => withCameras('granted'),
  async play(context) {
    await isLive(context.canvasElement);
    await isSeen(context);
    const camera = cameraOf(context);
    await cameras.mute(true);
    await isBlack(context);
    await expectMessage(context.canvasElement, /^No video from your camera/);
    await cameras.mute(false);
    await isSeen(context);
    expect(cameras.opened).toBe(1);
    expect(cameraOf(context)).toBe(camera);
  },
};

export const Unplugged: Story = {
  beforeEach: () => withCameras('granted'),
  async play(context) {
    await isLive(context.canvasElement);
    await isSeen(context);
    const before = cameraOf(context);
    await cameras.unplug();
    await waitFor(() => expect(cameraOf(context)).not.toBe(before));
    await isSeen(context);
    expect(before.readyState).toBe('ended');
    expect(cameras.opened).toBe(2);
    expect(sandboxOf(context).sessions).toHaveLength(1);
  },
};

export const PermissionTakenAway: Story = {
  beforeEach: () => withCameras('prompt'),
  async play(context) {
    await isLive(context.canvasElement);
    await isSeen(context);
    await cameras.unplug();
    await isBlack(context);
    await expectMessage(context.canvasElement, /^Your camera was disconnected/);
    // Another request would show a prompt that nobody expects.
    dispatchEvent(new Event('focus'));
    expect(cameras.opened).toBe(1);
    await reached(context.canvasElement, 'generating');
  },
};

export const PausedFromOutside: Story = {
  async play(context) {
    await isLive(context.canvasElement);
    const output = outputOf(context.canvasElement);
    output.pause();
    const player = within(context.canvasElement);
    await userEvent.click(await player.findByRole('button', { name: 'Play' }));
    await waitFor(() => expect(output.paused).toBe(false));
    expect(player.queryByRole('button', { name: 'Play' })).toBeNull();
    expect(sandboxOf(context).sessions).toHaveLength(1);
  },
};
