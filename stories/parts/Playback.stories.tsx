import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent } from 'storybook/test';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { PictureInPictureButton } from '../../src/components/controls/PictureInPictureButton';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { outputOf } from '../support/live';

/** Volume, picture in picture, and full screen. */
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
    const volume = canvas.getByRole('slider', { name: 'Volume' });
    await expect(volume).toHaveValue('1');
    fireEvent.change(volume, { target: { value: '0.3' } });
    await userEvent.click(mute);
    await expect(volume).toHaveValue('0');
    // As loud as it was before.
    await userEvent.click(mute);
    await expect(volume).toHaveValue('0.3');
    const pictureInPicture = canvas.queryByRole('button', { name: 'Picture in picture' });
    // Nothing is live, so no video can move to a window.
    if (document.pictureInPictureEnabled)
      await expect(pictureInPicture).toHaveAttribute('aria-disabled', 'true');
    else await expect(pictureInPicture).toBeNull();
    await expect(canvas.getByRole('button', { name: 'Full screen' })).toBeEnabled();
  },
};
