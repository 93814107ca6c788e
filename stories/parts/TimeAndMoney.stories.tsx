import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { EndingMessage } from '../../src/components/player/EndingMessage';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { isLive } from '../support/live';

/** A session's warning before a limit ends it, and the message for a visitor who has to pay. */
const meta = {
  title: 'Parts/Time and money',
  component: EndingMessage,
} satisfies Meta<typeof EndingMessage>;

export default meta;

export const StillThere: StoryObj<typeof meta> = {
  render: () => (
    <RealtimeVideo model="lucy-2.5" prompt="comic" autoStart preview={false} stopWhenIdleSeconds={12} />
  ),
  async play({ canvas, canvasElement, userEvent }) {
    await isLive(canvasElement);
    const button = await canvas.findByRole('button', { name: 'Stay' }, { timeout: 30_000 });
    await expect(canvas.getByText('Are you still there?')).toBeVisible();
    await expect(canvas.getByRole('timer')).toHaveTextContent(/^0:0[0-6]$/);
    await userEvent.click(button);
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Stay' })).toBeNull());
    // Left on screen for a screenshot.
    await canvas.findByRole('button', { name: 'Stay' }, { timeout: 30_000 });
  },
};

export const AlmostOver: StoryObj<typeof meta> = {
  render: () => (
    <RealtimeVideo model="lucy-2.5" prompt="comic" autoStart preview={false} maxDurationSeconds={14} />
  ),
  async play({ canvas, canvasElement }) {
    await isLive(canvasElement);
    await expect(await canvas.findByText('Your time is almost up', {}, { timeout: 30_000 })).toBeVisible();
    await expect(canvas.queryByRole('button', { name: 'Stay' })).toBeNull();
  },
};

export const PaymentRequired: StoryObj<typeof meta> = {
  render: () => (
    <DecartProvider
      getToken={() => Response.json({ detail: 'Your free minutes are used up.' }, { status: 402 })}
      identity="somebody who has to pay"
    >
      <RealtimeVideo
        model="lucy-2.5"
        autoStart
        errorActions={{ PAYMENT_REQUIRED: <a href="#buy">Buy more minutes</a> }}
      />
    </DecartProvider>
  ),
  async play({ canvas }) {
    await expect(await canvas.findByText('Payment is required to continue.')).toBeVisible();
    await expect(canvas.getByRole('link', { name: 'Buy more minutes' })).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};
