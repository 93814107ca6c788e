import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { InputPreview } from '../../src/components/video/InputPreview';
import { isLive } from '../support/live';

const meta = {
  title: 'Parts/InputPreview',
  component: InputPreview,
  args: { defaultCorner: 'bottom-start' },
  render: (args) => (
    <RealtimeVideo model="lucy-2.5" prompt="forest" autoStart preview={false} controls={false}>
      <InputPreview {...args} />
    </RealtimeVideo>
  ),
} satisfies Meta<typeof InputPreview>;

export default meta;

export const MovedAndHidden: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement, userEvent }) {
    await isLive(canvasElement);
    const corner = () => canvasElement.querySelector('.decart-preview')?.getAttribute('data-corner');
    const move = await canvas.findByRole('button', { name: 'Move camera preview' });
    await expect(corner()).toBe('bottom-start');
    await userEvent.click(move);
    await expect(corner()).toBe('top-start');
    await userEvent.click(move);
    await expect(corner()).toBe('top-end');

    await userEvent.click(canvas.getByRole('button', { name: 'Hide camera' }));
    await expect(canvasElement.querySelector('[data-decart-video=input]')).toBeNull();
    const show = canvas.getByRole('button', { name: 'Show camera' });
    await expect(show).toHaveFocus();
    await userEvent.click(show);
    await expect(canvasElement.querySelector('[data-decart-video=input]')).toBeVisible();
  },
};
