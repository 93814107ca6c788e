import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { VideoStage } from '../../src/components/player/VideoStage';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import * as mui from './MuiParts';
import * as shadcn from './ShadcnParts';

function Row({ name, parts: { StartStop, Camera, Mirror } }: { name: string; parts: typeof shadcn }) {
  return (
    <section aria-label={name} className="design-system">
      <StartStop />
      <Camera />
      <Mirror />
    </section>
  );
}

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
      <Row name="shadcn/ui" parts={shadcn} />
      <Row name="Material UI" parts={mui} />
    </RealtimeRoot>
  ),
} satisfies Meta;

export default meta;

export const StartCameraMirror: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, userEvent } = context;
    const inShadcn = within(canvas.getByRole('region', { name: 'shadcn/ui' }));
    const inMui = within(canvas.getByRole('region', { name: 'Material UI' }));
    await userEvent.click(inShadcn.getByRole('button', { name: 'Start' }));
    await expect(inMui.getByRole('button', { name: /Stop/ })).toBeVisible();

    await waitFor(() =>
      expect(inMui.getByRole('combobox', { name: 'Webcam' })).toHaveDisplayValue('Test picture'),
    );
    await userEvent.selectOptions(inMui.getByRole('combobox', { name: 'Webcam' }), 'Test picture at dusk');
    await waitFor(() =>
      expect(inShadcn.getByRole('combobox', { name: 'Camera' })).toHaveDisplayValue('Test picture at dusk'),
    );

    const wasOn = inShadcn.getByRole('switch').getAttribute('aria-checked') === 'true';
    await userEvent.click(inMui.getByRole('checkbox', { name: 'Flip' }));
    await expect(inShadcn.getByRole('switch', { name: /mirror/i })).toHaveAttribute(
      'aria-checked',
      String(!wasOn),
    );
    await userEvent.click(inShadcn.getByRole('switch'));
    await waitFor(() => expect(inMui.getByRole<HTMLInputElement>('checkbox').checked).toBe(wasOn));

    await userEvent.click(inMui.getByRole('button', { name: /Stop/ }));
    await expect(inShadcn.getByRole('button', { name: 'Start' })).toBeVisible();
    const open = () => sandboxOf(context).sessions.filter((session) => session.open);
    await waitFor(() => expect(open()).toEqual([]));
  },
};
