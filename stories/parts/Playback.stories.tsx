import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { PictureInPictureButton } from '../../src/components/controls/PictureInPictureButton';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { outputOf } from '../support/live';

const meta = {
  title: 'Parts/Playback',
  component: VolumeControl,
  subcomponents: { FullscreenButton, PictureInPictureButton },
  render: (args) => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="underwater"
      controls={
        <>
          <VolumeControl {...args} />
          <PictureInPictureButton />
          <FullscreenButton />
        </>
      }
    />
  ),
} satisfies Meta<typeof VolumeControl>;

export default meta;

export const VolumePictureInPictureFullscreen: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement, userEvent }) {
    const output = outputOf(canvasElement);
    const mute = canvas.getByRole('button', { name: 'Mute' });
    await expect(output.muted).toBe(true);
    await expect(mute).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(mute);
    await expect(output.muted).toBe(false);
    await expect(mute).toHaveAttribute('aria-pressed', 'false');
    await expect(canvas.getByRole('slider', { name: 'Volume' })).toHaveValue('1');
    // Nothing is live: there is no picture to put into a window.
    await expect(canvas.getByRole('button', { name: 'Picture in picture' })).toBeDisabled();
    await expect(canvas.getByRole('button', { name: 'Fullscreen' })).toBeEnabled();
  },
};
