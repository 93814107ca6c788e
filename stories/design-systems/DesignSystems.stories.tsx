import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { VideoStage } from '../../src/components/player/VideoStage';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { MuiControls } from './MuiControls';
import { ShadcnControls } from './ShadcnControls';

/** The hooks of three parts, with elements that have the props of shadcn/ui and of Material UI: about ten lines each. */
const meta = {
  title: 'Parts/Your design system',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
  render: () => (
    <RealtimeRoot model="lucy-2.5" prompt="oil painting">
      <VideoStage>
        <OutputVideo />
      </VideoStage>
      <section aria-label="shadcn/ui">
        <ShadcnControls />
      </section>
      <section aria-label="Material UI">
        <MuiControls />
      </section>
    </RealtimeRoot>
  ),
} satisfies Meta;

export default meta;

export const StartCameraMirror: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, userEvent } = context;
    const shadcn = within(canvas.getByRole('region', { name: 'shadcn/ui' }));
    const mui = within(canvas.getByRole('region', { name: 'Material UI' }));
    await userEvent.click(shadcn.getByRole('button', { name: 'Start' }));
    await expect(mui.getByRole('button', { name: /Stop/ })).toBeVisible();

    await waitFor(() =>
      expect(mui.getByRole('combobox', { name: 'Webcam' })).toHaveDisplayValue('Test picture'),
    );
    await userEvent.selectOptions(mui.getByRole('combobox', { name: 'Webcam' }), 'Test picture at dusk');
    await waitFor(() =>
      expect(shadcn.getByRole('combobox', { name: 'Camera' })).toHaveDisplayValue('Test picture at dusk'),
    );

    const wasOn = shadcn.getByRole('switch').getAttribute('aria-checked') === 'true';
    await userEvent.click(mui.getByRole('checkbox', { name: 'Flip' }));
    await expect(shadcn.getByRole('switch', { name: /mirror/i })).toHaveAttribute(
      'aria-checked',
      String(!wasOn),
    );
    await userEvent.click(shadcn.getByRole('switch'));
    await waitFor(() => expect(mui.getByRole<HTMLInputElement>('checkbox').checked).toBe(wasOn));

    await userEvent.click(mui.getByRole('button', { name: /Stop/ }));
    await expect(shadcn.getByRole('button', { name: 'Start' })).toBeVisible();
    const open = () => sandboxOf(context).sessions.filter((session) => session.open);
    await waitFor(() => expect(open()).toEqual([]));
  },
};
