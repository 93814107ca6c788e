import type { Meta, StoryContext, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { averageColor } from '../../test/support/pixels';
import { hideTab } from '../support/hideTab';
import { isLive, outputOf, reached } from '../support/live';

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

/** A picture that is drawn in animation frames, which a hidden tab doesn't get. */
function animatedCanvas(color: string) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const brush = canvas.getContext('2d');
  let request = 0;
  const look = { color };
  const draw = () => {
    if (brush) brush.fillStyle = look.color;
    brush?.fillRect(0, 0, 320, 180);
    request = requestAnimationFrame(draw);
  };
  draw();
  const stream = canvas.captureStream(30);
  return {
    stream,
    look,
    draw,
    stop() {
      cancelAnimationFrame(request);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

let drawing: ReturnType<typeof animatedCanvas>;

/** Its last picture stays, even after a reconnect, and nobody is billed for one session after another. */
export const OwnCanvas: Story = {
  args: { prompt: undefined },
  beforeEach() {
    drawing = animatedCanvas('#2060e0');
    return drawing.stop;
  },
  render: (args) => <RealtimeVideo {...args} input={drawing.stream} />,
  async play(context) {
    const { canvasElement } = context;
    const sandbox = sandboxOf(context);
    const color = () => averageColor(outputOf(canvasElement));
    const isBlue = () => waitFor(() => expect(color().b - color().r).toBeGreaterThan(60));
    const generates = (seconds: number) => {
      const until = (sandbox.sessions.at(-1)?.seconds ?? 0) + seconds;
      return waitFor(() => expect(sandbox.sessions.at(-1)?.seconds).toBeGreaterThanOrEqual(until));
    };
    await isLive(canvasElement);
    await isBlue();
    const showTab = await hideTab();
    try {
      await generates(4);
      expect(sandbox.sessions).toHaveLength(1);
      sandbox.closeSignaling();
      await reached(canvasElement, 'reconnecting');
      await reached(canvasElement, 'generating');
      await generates(2);
      expect(sandbox.sessions).toHaveLength(2);
    } finally {
      await showTab();
    }
    await isBlue();
    drawing.look.color = '#e02020';
    // Elsewhere than in a really hidden tab, the next animation frame is lost.
    drawing.draw();
    await waitFor(() => expect(color().r - color().b).toBeGreaterThan(60));
    expect(sandbox.sessions).toHaveLength(2);
  },
};
