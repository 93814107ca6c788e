import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { isLive } from '../support/live';
import { FromParts } from './FromParts';
import { Broadcast, Storybook } from './Restyled';
import { SideBySide } from './SideBySide';
import { TryOn } from './TryOn';
import { WaitingLine } from './WaitingLine';
import { Wall } from './Wall';
import { WatchedByOthers } from './WatchedByOthers';

const meta = {
  title: 'Gallery',
  tags: ['!autodocs'],
  parameters: { layout: 'padded', controls: { disable: true } },
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;

/**
 * For visitors, and for `npm run screenshots`, where axe also checks the live state. In the tests, axe checks the start;
 * the stories of the parts cover the rest.
 */
const seen =
  (play: Play): Play =>
  (context) =>
    '__vitest_browser__' in globalThis ? undefined : play(context);

/** One line, and every control. */
export const DropIn: Story = {
  render: () => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="oil painting"
      autoStart
      controls={
        <RealtimeControls presets={['oil painting', 'anime', 'noir', 'underwater']} limitSeconds={300} />
      }
    />
  ),
  play: seen(({ canvasElement }) => isLive(canvasElement)),
};

/** Your own layout, built from parts. */
export const BuiltFromParts: Story = {
  render: () => <FromParts />,
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Start' }));
    await waitFor(() => expect(canvas.getByText('Live')).toBeVisible());
    const neon = canvas.getByRole('button', { name: 'Neon' });
    await waitFor(() => expect(neon).toBeEnabled());
    await userEvent.click(neon);
    await waitFor(() => expect(neon).toHaveAttribute('aria-pressed', 'true'));
    await userEvent.click(canvas.getByRole('button', { name: 'Sketch' }));
    await waitFor(() => expect(neon).toHaveAttribute('aria-pressed', 'false'));
  },
};

/** The ready-made component in another skin: variables and a handful of rules. */
export const RestyledAsBroadcast: Story = {
  render: () => <Broadcast />,
  play: seen(({ canvasElement }) => isLive(canvasElement)),
};

/** The same component again, in a completely different skin. */
export const RestyledAsPictureBook: Story = {
  render: () => <Storybook />,
  play: seen(({ canvasElement }) => isLive(canvasElement)),
};

/** The input next to the output. */
export const InputAndOutput: Story = {
  render: () => <SideBySide />,
  play: seen(async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('Applied')).toBeVisible());
  }),
};

/** Four sessions at once, on one token. */
export const WallOfFour: Story = {
  render: () => <Wall />,
  play: seen(async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText('Live')).toHaveLength(4), { timeout: 40_000 });
  }),
};

/** Four players, and an app that may have two sessions: places move up, and a stop lets the next one in. */
export const FourPlayersTwoSlots: Story = {
  beforeEach(context) {
    sandboxOf(context).capacity(2);
  },
  render: () => <WaitingLine />,
  play: seen(async ({ canvas, userEvent }) => {
    const player = (name: string) => within(canvas.getByRole('region', { name }));
    const press = async (name: string, button: string) =>
      userEvent.click(await player(name).findByRole('button', { name: button }));
    const says = (name: string, text: string) =>
      waitFor(() => expect(player(name).getByText(text)).toBeVisible(), { timeout: 40_000 });

    await press('Ada', 'Start');
    await says('Ada', 'Live');
    await press('Bob', 'Start');
    await says('Bob', 'Live');
    await press('Eve', 'Start');
    await says('Eve', 'You’re number 1 of 1 in line');
    await press('Zoe', 'Start');
    await says('Zoe', 'You’re number 2 of 2 in line');
    await press('Ada', 'Stop');
    await says('Eve', 'Live');
    await says('Zoe', 'You’re number 1 of 1 in line');
  }),
};

/** Somebody else's session, watched with its `subscribeToken`. */
export const Viewer: Story = {
  render: () => <WatchedByOthers />,
  async play({ canvas }) {
    await waitFor(() => expect(canvas.getAllByText('Live')).toHaveLength(2), { timeout: 30_000 });
  },
};

/** Virtual try-on: a garment as the reference image. */
export const VirtualTryOn: Story = {
  render: () => <TryOn />,
  play: seen(async ({ canvas, canvasElement, userEvent }) => {
    await isLive(canvasElement);
    await userEvent.click(canvas.getByRole('button', { name: 'Teal jacket' }));
  }),
};
