import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { isLive, reached } from '../support/live';
import { FaultLab } from './FaultLab';

/**
 * A live session and a button for each fault of the sandbox; a button's tooltip shows the call for your own tests.
 * Events that the app sees are colored; those inside the simulated Decart aren't.
 */
const meta = {
  title: 'Fault lab',
  tags: ['!autodocs'],
  parameters: { layout: 'padded', controls: { disable: true } },
  render: (_args, context) => <FaultLab sandbox={sandboxOf(context)} />,
} satisfies Meta;

export default meta;

export const TheLab: StoryObj<typeof meta> = {
  name: 'Fault lab',
  async play(context) {
    const { canvas, canvasElement, userEvent } = context;
    await isLive(canvasElement);
    await userEvent.click(canvas.getByRole('button', { name: '1006 lost' }));
    await waitFor(() => expect(canvas.getByText('status: reconnecting')).toBeVisible());
    await reached(canvasElement, 'generating');
    await expect(sandboxOf(context).sessions.filter(({ open }) => open)).toHaveLength(1);
  },
};
