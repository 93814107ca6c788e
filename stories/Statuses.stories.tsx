import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { sandboxOf } from '../.storybook/sandboxes';
import { RealtimeVideo } from '../src/components/RealtimeVideo';
import { blockPlayback } from '../test/support/blockPlayback';
import { replace } from '../test/support/replace';
import poster from './assets/poster.svg';
import { expectMessage, isLive, outputOf, reached } from './support/live';

/** Every status, simulated by the sandbox. */
const meta = {
  title: 'Statuses',
  tags: ['!autodocs'],
  component: RealtimeVideo,
  args: { model: 'lucy-2.5', prompt: 'golden hour', autoStart: true },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;
type Story = StoryObj<typeof meta>;

async function expectButton(canvasElement: HTMLElement, name: string) {
  await expect(await within(canvasElement).findByRole('button', { name })).toBeEnabled();
}

export const Idle: Story = {
  args: { autoStart: false },
  async play({ canvasElement }) {
    await expectMessage(canvasElement, /Ready when you are/);
    await expectButton(canvasElement, 'Start');
  },
};

export const IdleWithPoster: Story = { args: { autoStart: false, poster } };

export const WaitingForTheCamera: Story = {
  beforeEach(context) {
    sandboxOf(context).hold('token');
    return replace(navigator.mediaDevices, 'getUserMedia', () => new Promise(() => {}));
  },
  async play({ canvasElement }) {
    await expectMessage(canvasElement, /Waiting for your camera/);
    await expectButton(canvasElement, 'Stop');
  },
};

export const SigningIn: Story = {
  beforeEach(context) {
    sandboxOf(context).hold('token');
  },
  play: ({ canvasElement }) => expectMessage(canvasElement, /Preparing/),
};

export const Connecting: Story = {
  beforeEach(context) {
    sandboxOf(context).hold('signaling');
  },
  play: ({ canvasElement }) => expectMessage(canvasElement, /Connecting…/),
};

export const WaitingForThePicture: Story = {
  beforeEach(context) {
    sandboxOf(context).hold('publish');
  },
  play: ({ canvasElement }) => expectMessage(canvasElement, /Starting video/),
};

export const Queued: Story = {
  beforeEach(context) {
    sandboxOf(context).queue(3, { intervalMs: 60_000 });
  },
  play: ({ canvasElement }) => expectMessage(canvasElement, /You’re number 3 of \d+ in line/),
};

export const Live: Story = {
  async play({ canvasElement }) {
    await isLive(canvasElement);
    await expectMessage(canvasElement, /^Live$/);
    await expectButton(canvasElement, 'Stop');
  },
};

export const Reconnecting: Story = {
  async play(context) {
    const { canvasElement } = context;
    await isLive(canvasElement);
    sandboxOf(context).offline();
    await reached(canvasElement, 'reconnecting');
    await expectMessage(canvasElement, /Reconnecting…/);
    // The last picture is still there.
    await expect(outputOf(canvasElement).videoWidth).toBeGreaterThan(600);
  },
};

export const PlaybackBlocked: Story = {
  beforeEach: blockPlayback,
  args: { muted: false, preview: false },
  async play({ canvasElement }) {
    await isLive(canvasElement);
    await expectButton(canvasElement, 'Play');
  },
};

export const Ended: Story = {
  async play(context) {
    const { canvasElement } = context;
    await isLive(canvasElement);
    sandboxOf(context).endGeneration('maintenance');
    await expectMessage(canvasElement, /The session ended after \d+ seconds?/);
    await expectButton(canvasElement, 'Start again');
  },
};

export const EndedAtTheTimeLimit: Story = {
  beforeEach(context) {
    sandboxOf(context).limitSessionTime(1);
  },
  play: ({ canvasElement }) => expectMessage(canvasElement, /reached the limit of 1 second/),
};

export const CameraDenied: Story = {
  beforeEach() {
    const { mediaDevices, permissions } = navigator;
    const allow = replace(mediaDevices, 'getUserMedia', async () => {
      throw new DOMException('Permission denied', 'NotAllowedError');
    });
    // Browsers that don't remember a refusal report that they would ask.
    const forget = replace(permissions, 'query', async ({ name }) =>
      Object.assign(new EventTarget(), { name, state: 'denied' as const, onchange: null }),
    );
    return () => {
      allow();
      forget();
    };
  },
  async play({ canvasElement }) {
    await expectMessage(canvasElement, /^The camera is blocked/);
    await expectMessage(canvasElement, /icon in the address bar/);
    await expectButton(canvasElement, 'Try again');
  },
};

export const NoToken: Story = {
  beforeEach(context) {
    sandboxOf(context).refuseTokens();
  },
  async play({ canvasElement }) {
    await reached(canvasElement, 'error');
    await expectButton(canvasElement, 'Try again');
  },
};

/** Starting again after an error keeps the focus where it was. */
export const TriedAgain: Story = {
  beforeEach(context) {
    sandboxOf(context).refuseTokens();
  },
  async play(context) {
    const { canvasElement } = context;
    await reached(canvasElement, 'error');
    sandboxOf(context).refuseTokens(false);
    within(canvasElement).getByRole('button', { name: 'Try again' }).focus();
    await userEvent.keyboard('{Enter}');
    await isLive(canvasElement);
    await expect(within(canvasElement).getByRole('button', { name: 'Stop' })).toHaveFocus();
  },
};
