import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { RealtimeControls } from '../src/components/RealtimeControls';
import { RealtimeVideo } from '../src/components/RealtimeVideo';

const meta = {
  title: 'Start here',
  component: RealtimeVideo,
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen', controls: { disable: true } },
  args: { model: 'lucy-2.5' },
} satisfies Meta<typeof RealtimeVideo>;

export default meta;

const LOOKS = [
  'oil painting',
  'neon city at night',
  'anime',
  'watercolor',
  'pixel art',
  'frozen in ice',
  'pencil sketch',
];

export const StartHere: StoryObj<typeof meta> = {
  name: 'Start here',
  args: { prompt: 'oil painting', autoStart: true, controls: <RealtimeControls presets={LOOKS} /> },
  render: (args) => (
    <main className="playground-start">
      <header>
        <h1>Your camera, repainted live</h1>
        <p>
          <code>decart-react</code> puts Decart’s realtime AI video into React apps. What you see below is one
          element, <code>{'<RealtimeVideo>'}</code>, on a simulated Decart inside this page: no account, no
          cost, nothing leaves your browser. To add it to your app:{' '}
          <a href="./?path=/docs/guides-getting-started--docs" target="_top">
            Getting started
          </a>
          .
        </p>
      </header>
      <RealtimeVideo {...args} />
    </main>
  ),
  async play({ canvas, userEvent, step }) {
    // People press Play themselves.
    if (!navigator.webdriver) return;
    await step('goes live by itself', async () => {
      await expect(await canvas.findByText('Live')).toBeVisible();
    });
    await step('a look is one click away', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'neon city at night' }));
      await waitFor(() => expect(canvas.getByText('Applied')).toBeVisible());
    });
  },
};
