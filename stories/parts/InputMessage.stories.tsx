import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { InputMessage } from '../../src/components/player/InputMessage';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { isLive } from '../support/live';

/** Black is sent while a camera is switched off, muted or gone: a message says why. `<RealtimeVideo>` has it. */
const meta = {
  title: 'Parts/InputMessage',
  component: InputMessage,
  render: () => <RealtimeVideo model="lucy-2.5" prompt="comic" autoStart />,
} satisfies Meta<typeof InputMessage>;

export default meta;

export const CameraOff: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement }) {
    await isLive(canvasElement);
    const preview = canvasElement.querySelector<HTMLVideoElement>('[data-decart-video=input]');
    // As an app's own "camera off" does.
    if (preview?.srcObject instanceof MediaStream) {
      for (const track of preview.srcObject.getVideoTracks()) track.enabled = false;
    }
    await expect(await canvas.findByText('Your camera is off')).toBeVisible();
  },
};
