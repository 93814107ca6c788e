import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { ReadyCheck } from '../../src/components/ready/ReadyCheck';
import { DecartProvider } from '../../src/provider/DecartProvider';

/** Whether a session will work, before anyone pays for one: camera, network, quota. */
const meta = {
  title: 'Parts/ReadyCheck',
  component: ReadyCheck,
} satisfies Meta<typeof ReadyCheck>;

export default meta;
type Story = StoryObj<typeof meta>;

const itemOf = (canvasElement: HTMLElement, name: string) => {
  const item = canvasElement.querySelector<HTMLElement>(`[data-check="${name}"]`);
  if (!item) throw new Error(`no item ${name}`);
  return item;
};

export const BeforeTheCheck: Story = {
  async play({ canvas }) {
    await expect(canvas.getByRole('button', { name: 'Check my setup' })).toBeEnabled();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3);
  },
};

export const AllSet: Story = {
  args: { checks: ['camera', 'microphone', 'quota'], onReady: fn() },
  async play({ args, canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Check my setup' }));
    await expect(await canvas.findByText('You’re all set')).toBeVisible();
    await waitFor(() => expect(args.onReady).toHaveBeenCalledTimes(1));
    await expect(canvas.getAllByText('Works')).toHaveLength(3);
    await expect(canvas.getByRole('button', { name: 'Check again' })).toBeVisible();
  },
};

export const NoSessionFree: Story = {
  args: { checks: ['quota'], onReady: fn() },
  async play({ args, canvas, canvasElement, userEvent }) {
    sandboxOf({ canvasElement }).limitSessions(0);
    await userEvent.click(canvas.getByRole('button', { name: 'Check my setup' }));
    await expect(await canvas.findByText('Something needs your attention')).toBeVisible();
    await expect(
      await within(itemOf(canvasElement, 'quota')).findByText(
        'All sessions are in use. Try again in a few minutes.',
      ),
    ).toBeVisible();
    await expect(args.onReady).not.toHaveBeenCalled();
  },
};

export const PaymentRequired: Story = {
  args: {
    checks: ['quota'],
    errorActions: { PAYMENT_REQUIRED: <a href="#buy">Buy more minutes</a> },
  },
  render: (args) => (
    <DecartProvider
      getToken={() => Response.json({ detail: 'Your free minutes are used up.' }, { status: 402 })}
    >
      <ReadyCheck {...args} />
    </DecartProvider>
  ),
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Check my setup' }));
    await expect(await canvas.findByText('Payment is required to continue.')).toBeVisible();
    await expect(canvas.getByRole('link', { name: 'Buy more minutes' })).toBeVisible();
  },
};
