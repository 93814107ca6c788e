import { expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CameraPicker } from '../../../src/components/controls/CameraPicker';
import { MicrophonePicker } from '../../../src/components/controls/MicrophonePicker';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { createTestPicture } from '../../../src/sandbox';
import { replace } from '../../support/replace';
import { failCamera, holdCamera, openMicrophones, unplug, watchResources } from '../../support/resources';
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

it('does not say "Microphone off" when another microphone replaced one that was unplugged', async () => {
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

it('shows a microphone when the app has turned it on, and none when it is off', async () => {
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

it('lets users return to the chosen camera after the app showed its own video', async () => {
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
  await expect.poll(() => page.input().srcObject).toBe(own.stream);
  await expect.element(picker).toHaveDisplayValue('Camera');
  await userEvent.selectOptions(picker, camera.deviceId);
  await expect.element(picker).toHaveDisplayValue(camera.label);
  await expect.poll(() => page.input().srcObject).not.toBe(own.stream);
});

async function twoDevices(kind: MediaDeviceKind): Promise<[MediaDeviceInfo, MediaDeviceInfo]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const [second, ...others] = devices.filter((device) => device.kind === kind);
  const first = others.at(-1);
  if (!first || !second) throw new Error('there are not two of them');
  return [first, second];
}

it('reports only the camera that was opened, of two that were chosen in a row', async () => {
  const opened: string[] = [];
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      controls={<CameraPicker onValueChange={(camera) => opened.push(camera)} />}
    />,
  );
  await page.live();
  const picker = page.screen.getByRole('combobox', { name: 'Camera' });
  const [first, second] = await twoDevices('videoinput');
  await expect.element(picker).toHaveTextContent(first.label);
  const camera = holdCamera();
  await userEvent.selectOptions(picker, first.deviceId);
  await userEvent.selectOptions(picker, second.deviceId);
  await camera.release();
  await expect.element(picker).toHaveAttribute('data-state', 'idle');
  await expect.element(picker).toHaveDisplayValue(second.label);
  expect(opened).toEqual([second.deviceId]);
});

it("shows the microphone that is open, not one that was only chosen, when the next can't be opened", async () => {
  const page = await renderOnSandbox(withMicrophone(false));
  await page.live();
  const picker = page.screen.getByRole('combobox', { name: 'Microphone' });
  const [first, second] = await twoDevices('audioinput');
  await expect.element(picker).toHaveTextContent(first.label);
  const microphone = holdCamera();
  await userEvent.selectOptions(picker, first.deviceId);
  onTestFinished(failCamera('NotReadableError'));
  await userEvent.selectOptions(picker, second.deviceId);
  await expect
    .element(page.screen.getByText('Another app is using your microphone. Close it and try again.'))
    .toBeVisible();
  await expect.element(picker).toHaveDisplayValue('Microphone off');
  await microphone.release();
});

it('shows the same choice in every picker of a session, even before a start', async () => {
  // Browsers name devices once one was allowed.
  for (const track of (await navigator.mediaDevices.getUserMedia({ video: true, audio: true })).getTracks())
    track.stop();
  const [camera, other] = await twoDevices('videoinput');
  const [microphone] = await twoDevices('audioinput');
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      input={{ deviceId: { ideal: other.deviceId } }}
      controls={
        <>
          <CameraPicker />
          <CameraPicker aria-label="Second" />
          <MicrophonePicker />
          <MicrophonePicker aria-label="Another" />
        </>
      }
    />,
  );
  const picker = (name: string) => page.screen.getByRole('combobox', { name });
  await expect.element(picker('Second')).toHaveDisplayValue(other.label);
  await userEvent.selectOptions(picker('Camera'), camera.deviceId);
  await expect.element(picker('Second')).toHaveDisplayValue(camera.label);
  await userEvent.selectOptions(picker('Microphone'), microphone.deviceId);
  await expect.element(picker('Another')).toHaveDisplayValue(microphone.label);
});
