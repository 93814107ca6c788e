import { expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CameraPicker } from '../../../src/components/controls/CameraPicker';
import { MicrophonePicker } from '../../../src/components/controls/MicrophonePicker';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { createTestPicture } from '../../../src/sandbox';
import { replace } from '../../support/replace';
import { openMicrophones, unplug, watchResources } from '../../support/resources';
import { renderOnSandbox } from '../support';

const withMicrophone = (microphone: boolean) => (
  <RealtimeVideo
    model="lucy-2.5"
    prompt="ice"
    autoStart
    microphone={microphone}
    controls={<MicrophonePicker />}
  />
);

it('does not say "Microphone off" when another microphone took the place of one that was unplugged', async () => {
  onTestFinished(watchResources());
  const page = await renderOnSandbox(withMicrophone(false));
  await page.live();
  const picker = page.screen.getByRole('combobox', { name: 'Microphone' });
  const { mediaDevices } = navigator;
  const named = async () =>
    (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput');
  const chosen = (await named()).at(-1);
  if (!chosen) throw new Error('there is no microphone');
  await expect.element(picker).toHaveTextContent(chosen.label);
  await userEvent.selectOptions(picker, chosen.deviceId);
  await expect.poll(openMicrophones).toBe(1);
  await expect.element(picker).toHaveDisplayValue(chosen.label);

  const others = (await named()).filter((device) => device !== chosen && device.deviceId !== chosen.deviceId);
  onTestFinished(replace(mediaDevices, 'enumerateDevices', async () => others));
  unplug(chosen.deviceId);
  mediaDevices.dispatchEvent(new Event('devicechange'));
  await expect.element(picker).not.toHaveTextContent(chosen.label);
  await expect.poll(openMicrophones).toBe(1);
  await expect.element(picker).toHaveDisplayValue('Microphone');

  await userEvent.selectOptions(picker, 'Microphone off');
  await expect.poll(openMicrophones).toBe(0);
  await expect.element(picker).toHaveDisplayValue('Microphone off');
});

it('says that there is sound when the app has turned the microphone on, and that there is none when it is off', async () => {
  onTestFinished(watchResources());
  const page = await renderOnSandbox(withMicrophone(false));
  await page.live();
  const picker = page.screen.getByRole('combobox', { name: 'Microphone' });
  await expect.element(picker).toHaveDisplayValue('Microphone off');
  await page.rerender(withMicrophone(true));
  await expect.poll(openMicrophones).toBe(1);
  await expect.element(picker).toHaveDisplayValue('Microphone');
  await page.rerender(withMicrophone(false));
  await expect.poll(openMicrophones).toBe(0);
  await expect.element(picker).toHaveDisplayValue('Microphone off');
});

it('gives the way back to the camera that was chosen before the app showed a picture of its own', async () => {
  const own = createTestPicture({ width: 320, height: 180 });
  onTestFinished(own.stop);
  const withInput = (input?: MediaStream) => (
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart input={input} controls={<CameraPicker />} />
  );
  const page = await renderOnSandbox(withInput());
  await page.live();
  const picker = page.screen.getByRole('combobox', { name: 'Camera' });
  const camera = (await navigator.mediaDevices.enumerateDevices()).find(({ kind }) => kind === 'videoinput');
  if (!camera) throw new Error('there is no camera');
  await expect.element(picker).toHaveDisplayValue(camera.label);
  await userEvent.selectOptions(picker, camera.deviceId);
  await expect.element(picker).toHaveAttribute('data-state', 'idle');

  await page.rerender(withInput(own.stream));
  await expect.poll(() => page.input.srcObject).toBe(own.stream);
  await expect.element(picker).toHaveDisplayValue('Camera');
  await userEvent.selectOptions(picker, camera.deviceId);
  await expect.element(picker).toHaveDisplayValue(camera.label);
  await expect.poll(() => page.input.srcObject).not.toBe(own.stream);
});
