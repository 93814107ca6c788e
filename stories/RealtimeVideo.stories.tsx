import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { RealtimeVideo } from '../src/components/RealtimeVideo';

const meta = {
  title: 'Components/RealtimeVideo',
  component: RealtimeVideo,
  args: { model: 'lucy-2.5', prompt: 'oil painting' },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;
type Story = StoryObj<typeof meta>;

export const DropIn: Story = {
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Start' }));
    await expect(await canvas.findByText('Live')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Stop' })).toHaveFocus();
  },
};
