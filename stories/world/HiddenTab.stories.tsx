import type { Meta, StoryContext, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { hideTab } from '../support/hideTab';
import { isLive } from '../support/live';

const meta = {
  title: 'World/Hidden tab',
  component: RealtimeVideo,
  tags: ['world', '!dev', '!autodocs'],
  args: { model: 'lucy-2.5', prompt: 'forest', autoStart: true, controls: false },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Enough to see that it moves, even on a busy machine. */
const FRAMES = 12;

/** The user looks at another tab: the video in both directions continues. */
async function movesOnInHiddenTab(context: StoryContext): Promise<void> {
  await isLive(context.canvasElement);
  const frames = () => {
    const session = sandboxOf(context).sessions.at(-1);
    return { received: session?.framesReceived ?? 0, sent: session?.framesSent ?? 0 };
  };
  const showTab = await hideTab();
  try {
    const before = frames();
    await waitFor(() => {
      const now = frames();
      expect(now.received - before.received).toBeGreaterThan(FRAMES);
      expect(now.sent - before.sent).toBeGreaterThan(FRAMES);
    });
  } finally {
    await showTab();
  }
}

export const Camera: Story = { globals: { camera: 'auto' }, play: movesOnInHiddenTab };

export const MirroredCamera: Story = {
  args: { mirror: true },
  globals: { camera: 'auto' },
  play: movesOnInHiddenTab,
};

export const TestPicture: Story = { play: movesOnInHiddenTab };
