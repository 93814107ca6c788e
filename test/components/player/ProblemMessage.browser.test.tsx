import { expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CameraPicker } from '../../../src/components/controls/CameraPicker';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { replace } from '../../support/replace';
import { failCamera, refuseMicrophoneSamples, unplug, watchResources } from '../../support/resources';
import { renderOnSandbox } from '../support';

const player = (
  <RealtimeVideo model="lucy-2.5" prompt="ice" microphone autoStart controls={<CameraPicker />} />
);

const switched = 'Your camera was disconnected. We switched to another one.';

it('says that another camera is used: after the first one is unplugged, or is gone at a start', async () => {
  onTestFinished(watchResources());
  const page = await renderOnSandbox(player);
  const { screen } = page;
  await page.live();
  const { mediaDevices } = navigator;
  const cameras = async () =>
    (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const chosen = (await cameras()).at(-1);
  if (!chosen) throw new Error('there is no camera');
  const picker = screen.getByRole('combobox', { name: 'Camera' });
  await userEvent.selectOptions(picker, chosen.deviceId);
  await expect.element(picker).toHaveAttribute('data-state', 'idle');
  await expect.element(picker).toHaveDisplayValue(chosen.label);

  const others = (await cameras()).filter(({ deviceId }) => deviceId !== chosen.deviceId);
  const isChosen = (constraints: MediaStreamConstraints) =>
    JSON.stringify(constraints).includes(chosen.deviceId);
  const list = replace(mediaDevices, 'enumerateDevices', async () => others);
  const open = failCamera('OverconstrainedError', isChosen);
  const plugIn = () => {
    list();
    open();
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
  onTestFinished(plugIn);
  unplug(chosen.deviceId);
  mediaDevices.dispatchEvent(new Event('devicechange'));
  await expect.element(picker).not.toHaveDisplayValue(chosen.label);
  await expect.element(screen.getByText(switched)).toBeVisible();
  plugIn();

  await userEvent.selectOptions(picker, chosen.deviceId);
  await expect.element(screen.getByText(switched)).not.toBeInTheDocument();
  await expect.element(picker).toHaveAttribute('data-state', 'idle');
  await expect.element(picker).toHaveDisplayValue(chosen.label);
  await screen.getByRole('button', { name: 'Stop' }).click();
  onTestFinished(failCamera('OverconstrainedError', isChosen));
  await screen.getByRole('button', { name: 'Start' }).click();
  await page.live();
  await expect.element(screen.getByText(switched)).toBeVisible();
});

it("says that a microphone can't be used, even if the camera opens at the same moment", async () => {
  refuseMicrophoneSamples();
  const page = await renderOnSandbox(player);
  await page.live();
  await expect
    .element(page.screen.getByText('Your browser can’t use this microphone. Video continues without it.'))
    .toBeVisible();
});
