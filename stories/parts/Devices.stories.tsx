import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { CameraPicker } from '../../src/components/controls/CameraPicker';
import { FlipCameraButton } from '../../src/components/controls/FlipCameraButton';
import { MicrophonePicker } from '../../src/components/controls/MicrophonePicker';
import { MirrorSwitch } from '../../src/components/controls/MirrorSwitch';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { averageColor, distance } from '../../test/support/pixels';
import { replace } from '../../test/support/replace';
import { isLive, outputOf } from '../support/live';

/** Another camera, mirroring, another microphone: the session continues. */
const meta = {
  title: 'Parts/Devices',
  component: CameraPicker,
  subcomponents: { FlipCameraButton, MicrophonePicker, MirrorSwitch },
  render: () => (
    <RealtimeVideo
      model="lucy-2.5"
      autoStart
      controls={
        <>
          <CameraPicker />
          <FlipCameraButton />
          <MicrophonePicker />
          <MirrorSwitch />
        </>
      }
    />
  ),
} satisfies Meta<typeof CameraPicker>;

export default meta;

export const Pickers: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, canvasElement, userEvent, step } = context;
    await isLive(canvasElement);
    const output = outputOf(canvasElement);
    const preview = canvasElement.querySelector<HTMLVideoElement>('[data-decart-video=input]');

    await step('the other camera is on screen, in the same session', async () => {
      const before = averageColor(output);
      await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Camera' }), 'Test picture at dusk');
      await waitFor(() => expect(distance(averageColor(output), before)).toBeGreaterThan(40));
      await expect(sandboxOf(context).sessions).toHaveLength(1);
    });
    await step("an error is shown if a camera can't be opened, and the previous one stays", async () => {
      const camera = canvas.getByRole('combobox', { name: 'Camera' });
      const allow = replace(navigator.mediaDevices, 'getUserMedia', async () => {
        throw new DOMException('Not found', 'NotFoundError');
      });
      await userEvent.selectOptions(camera, 'Test picture');
      await waitFor(() => expect(canvas.getByText(/^No camera found/)).toBeVisible());
      allow();
      await expect(camera).toHaveDisplayValue('Test picture at dusk');
      await expect(camera).toHaveAttribute('data-state', 'error');
      await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }));
      await expect(canvas.queryByText(/^No camera found/)).toBeNull();
    });
    await step('mirrored, in the same session', async () => {
      const mirror = canvas.getByRole('switch', { name: 'Mirror' });
      await userEvent.click(mirror);
      await expect(mirror).toHaveAttribute('aria-checked', 'true');
      await expect(preview?.style.transform).toBe('scaleX(-1)');
      await expect(sandboxOf(context).sessions).toHaveLength(1);
    });
    await step('with sound', async () => {
      const microphone = canvas.getByRole('combobox', { name: 'Microphone' });
      await userEvent.selectOptions(microphone, 'Test tone');
      await expect(microphone).toHaveDisplayValue('Test tone');
      await isLive(canvasElement);
    });
  },
};
