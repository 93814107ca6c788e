import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../.storybook/sandboxes';
import { StreamViewer, type StreamViewerProps } from '../src/components/StreamViewer';
import { useRealtimeStream } from '../src/hooks/useRealtimeStream';
import poster from './assets/poster.svg';
import { expectMessage } from './support/live';

/** A publisher to watch, who may leave. */
function Watched(props: Omit<StreamViewerProps, 'subscribeToken'>) {
  const { subscribeToken, status, stop } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'golden hour',
    autoStart: true,
  });
  const [token, setToken] = useState<string | null>(null);
  if (subscribeToken && subscribeToken !== token) setToken(subscribeToken);
  return (
    <>
      <StreamViewer {...props} subscribeToken={token} />
      <p>
        <button
          type="button"
          className="decart-secondary"
          disabled={status !== 'generating'}
          onClick={() => void stop()}
        >
          The publisher leaves
        </button>
      </p>
    </>
  );
}

/** Every status of `<StreamViewer>`, simulated by the sandbox. */
const meta = {
  title: 'Statuses of a viewer',
  tags: ['!autodocs'],
  component: StreamViewer,
  args: { subscribeToken: null },
  parameters: { layout: 'padded' },
  render: ({ subscribeToken: _token, ...args }) => <Watched {...args} />,
} satisfies Meta<typeof StreamViewer>;

export default meta;
type Story = StoryObj<typeof meta>;
type Context = Parameters<NonNullable<Story['play']>>[0];

async function isWatching({ canvasElement }: Context) {
  await waitFor(() => {
    const video = canvasElement.querySelector('video');
    if (!video || video.videoWidth < 100) throw new Error('There is no picture.');
  });
  await expectMessage(canvasElement, /^Live$/);
}

async function leave({ canvas, userEvent }: Context) {
  await userEvent.click(canvas.getByRole('button', { name: 'The publisher leaves' }));
}

/** There is nobody to watch yet. */
export const NoToken: Story = {
  render: (args) => <StreamViewer {...args} />,
  play: ({ canvasElement }) => expectMessage(canvasElement, /Waiting for the stream/),
};

export const NoTokenWithPoster: Story = { ...NoToken, args: { poster } };

/** The user pasted something that isn't a token. */
export const WrongToken: Story = {
  args: { subscribeToken: 'no token' },
  render: (args) => <StreamViewer {...args} />,
  async play({ canvasElement }) {
    await waitFor(() =>
      expect(canvasElement.querySelector('.decart-video')).toHaveAttribute('data-status', 'error'),
    );
  },
};

/** Live, then waiting over the last picture, then over: the publisher has left. */
export const Ended: Story = {
  args: { waitTimeout: 400 },
  async play(context) {
    const { canvas, canvasElement } = context;
    await isWatching(context);
    await leave(context);
    await expectMessage(canvasElement, /The stream has ended/);
    await expect(canvas.getByRole('button', { name: 'Start again' })).toBeEnabled();
  },
};

// For screenshots (`npm run screenshots`): the story above has tested these statuses.

export const Live: Story = { tags: ['!test'], play: isWatching };

export const Waiting: Story = {
  tags: ['!test'],
  args: { waitTimeout: 600_000 },
  async play(context) {
    await isWatching(context);
    await leave(context);
    await expectMessage(context.canvasElement, /Waiting for the stream/);
  },
};

export const Reconnecting: Story = {
  tags: ['!test'],
  async play(context) {
    await isWatching(context);
    sandboxOf(context).offline();
    await expectMessage(context.canvasElement, /Reconnecting/);
  },
};
