import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { ScreenShareButton } from '../../src/components/controls/ScreenShareButton';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { createTestPicture } from '../../src/sandbox';
import { replace } from '../../test/support/replace';
import { isLive } from '../support/live';

/** A screen, a window or a tab in place of the camera: the session continues. */
const meta = {
  title: 'Parts/Screen share',
  component: ScreenShareButton,
  render: (args) => <RealtimeVideo model="lucy-2.5" autoStart controls={<ScreenShareButton {...args} />} />,
} satisfies Meta<typeof ScreenShareButton>;

export default meta;

export const Shared: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, canvasElement, userEvent, step } = context;
    await isLive(canvasElement);
    const button = canvas.getByRole('button', { name: 'Share your screen' });
    // Nobody is there to choose one.
    const picture = createTestPicture();
    const giveBack = replace(navigator.mediaDevices, 'getDisplayMedia', async () => picture.stream);
    try {
      await step('the screen is sent in the same session', async () => {
        await userEvent.click(button);
        await waitFor(() => expect(button).toHaveAttribute('aria-pressed', 'true'));
        await isLive(canvasElement);
        await expect(sandboxOf(context).sessions).toHaveLength(1);
      });
      await step('pressed again: the camera is back', async () => {
        await userEvent.click(button);
        await waitFor(() => expect(button).toHaveAttribute('aria-pressed', 'false'));
        await isLive(canvasElement);
      });
    } finally {
      giveBack();
      picture.stop();
    }
  },
};
