// A person's chosen camera or microphone is used again at the next visit.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { CameraPicker } from '../../src/components/controls/CameraPicker';
import { MicrophonePicker } from '../../src/components/controls/MicrophonePicker';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import type { VideoInput } from '../../src/media/mediaInput';
import { DecartProvider, type DecartProviderProps } from '../../src/provider/DecartProvider';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';
import { renderOnSandbox } from '../components/support';
import { failCamera } from '../support/resources';
import { Stream } from '../support/Stream';

const KEY = 'decart-react:devices';
const stored = (): unknown => JSON.parse(localStorage.getItem(KEY) ?? 'null');

const ids: string[] = [];
const microphoneIds: string[] = [];
beforeAll(async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  for (const track of stream.getTracks()) track.stop();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const idsOf = (wanted: MediaDeviceKind) =>
    devices.filter(({ kind }) => kind === wanted).map(({ deviceId }) => deviceId);
  ids.push(...idsOf('videoinput'));
  microphoneIds.push(...idsOf('audioinput'));
});

/** One visit to the page: a session, live. */
async function visit(
  provider: Partial<Pick<DecartProviderProps, 'rememberDevices' | 'identity'>> = {},
  options: Partial<RealtimeOptions> = {},
) {
  const sandbox = createSandbox();
  const root = createRoot(document.createElement('div'));
  const errors: string[] = [];
  let stream: UseRealtimeStreamResult | undefined;
  const render = (props: typeof provider) =>
    root.render(
      <StrictMode>
        <DecartProvider {...sandbox.providerProps} {...props}>
          <Stream
            model="lucy-2.5"
            autoStart
            onError={({ code }) => errors.push(code)}
            onResult={(result) => (stream = result)}
            {...options}
          />
        </DecartProvider>
      </StrictMode>,
    );
  render(provider);
  let isOver = false;
  const leave = () => {
    if (isOver) return;
    isOver = true;
    root.unmount();
    sandbox.dispose();
  };
  onTestFinished(leave);
  await expect.poll(() => stream?.status, { timeout: 12_000 }).toBe('generating');
  const camera = () => stream?.localStream?.getVideoTracks()[0]?.getSettings().deviceId;
  const live = () => (stream?.status === 'generating' ? stream.session : null);
  return {
    ...{ errors, camera, leave, live, render },
    setInput: (input: string | VideoInput) => stream?.setInput(input),
    setMicrophone: (microphone: boolean) => stream?.setMicrophone(microphone),
  };
}

test('the camera that a person chose is used at the next visit, until they sign out', async () => {
  const first = await visit({ identity: 'ann' });
  const [usual, other = ''] = [first.camera(), ids.at(-1)];
  expect(stored()).toBeNull();
  await first.setInput(other);
  expect(stored()).toEqual({ camera: other });
  first.leave();

  // The page learns who its user is after it has loaded.
  const second = await visit();
  expect(second.camera()).toBe(other);
  const anonymous = second.live();
  second.render({ identity: 'ann' });
  await expect.poll(() => [null, anonymous].includes(second.live())).toBe(false);
  expect(second.camera()).toBe(other);
  expect(stored()).toEqual({ camera: other });
  second.render({ identity: 'bob' });
  await expect.poll(stored).toBeNull();
  await expect.poll(second.camera).toBe(usual);
  expect(second.errors).toEqual([]);
});

test('a missing camera is replaced: the app is notified once, and the choice is forgotten', async () => {
  localStorage.setItem(KEY, JSON.stringify({ camera: 'unplugged' }));
  onTestFinished(
    failCamera('OverconstrainedError', (constraints) => JSON.stringify(constraints).includes('unplugged')),
  );
  const first = await visit();
  expect(first.errors).toEqual(['CAMERA_REPLACED']);
  first.leave();
  const second = await visit();
  expect(second.errors).toEqual([]);
});

test('a camera and a microphone that are missing when they are turned on are replaced as well', async () => {
  localStorage.setItem(KEY, JSON.stringify({ camera: 'unplugged', microphone: 'unplugged' }));
  onTestFinished(
    failCamera('OverconstrainedError', (constraints) => JSON.stringify(constraints).includes('unplugged')),
  );
  const { camera, errors, setInput, setMicrophone } = await visit({}, { input: null });
  await setInput({});
  expect(ids).toContain(camera());
  await setMicrophone(true);
  expect(errors).toEqual(['CAMERA_REPLACED', 'MICROPHONE_REPLACED']);
  expect(stored()).toEqual({});
  await expect(setInput('unplugged')).rejects.toMatchObject({ code: 'CAMERA_NOT_FOUND' });
});

test('without storage, the chosen camera is used for this visit', async () => {
  const storage = vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('', 'SecurityError');
  });
  const { camera, errors, setInput } = await visit();
  const other = ids.at(-1) ?? '';
  await setInput(other);
  expect(camera()).toBe(other);
  expect(errors).toEqual([]);
  expect(storage).toHaveBeenCalled();
  storage.mockRestore();
});

test("the app's own constraints win, `rememberDevices={false}` stores nothing, and a broken entry does no harm", async () => {
  const other = ids.at(-1) ?? '';
  localStorage.setItem(KEY, JSON.stringify({ camera: other }));
  const constrained = await visit({}, { input: { width: 320 } });
  expect(constrained.camera()).toBe(ids[0]);
  constrained.leave();

  const forgetful = await visit({ rememberDevices: false });
  expect(forgetful.camera()).toBe(ids[0]);
  await forgetful.setInput(ids[1] ?? '');
  expect(stored()).toEqual({ camera: other });
  forgetful.leave();

  localStorage.setItem(KEY, '{"camera":7');
  const careful = await visit();
  expect(careful.camera()).toBe(ids[0]);
});

test('the pickers show the remembered devices before the start, and so does the session', async () => {
  const [camera = '', microphone = ''] = [ids.at(-1), microphoneIds.at(-1)];
  localStorage.setItem(KEY, JSON.stringify({ camera, microphone }));
  const player = (options: Partial<RealtimeOptions>) => (
    <RealtimeVideo
      model="lucy-2.5"
      microphone
      {...options}
      controls={
        <>
          <CameraPicker />
          <MicrophonePicker />
        </>
      }
    />
  );
  const page = await renderOnSandbox(player({}));
  const cameras = page.screen.getByRole('combobox', { name: 'Camera' });
  const microphones = page.screen.getByRole('combobox', { name: 'Microphone' });
  await expect.element(cameras).toHaveValue(camera);
  await expect.element(microphones).toHaveValue(microphone);

  // With constraints, there is nothing left to remember.
  await page.rerender(player({ input: { width: 320 }, microphone: { echoCancellation: false } }));
  await expect.element(cameras).toHaveDisplayValue('Camera');
  await expect.element(microphones).toHaveDisplayValue('Microphone');
  await page.rerender(player({ input: { deviceId: { exact: ids[1] ?? '' } } }));
  await expect.element(cameras).toHaveValue(ids[1]);

  await page.rerender(player({}));
  await expect.element(cameras).toHaveValue(camera);
  await page.screen.getByRole('button', { name: 'Start' }).click();
  await page.live();
  await page.loaded('[data-decart-video=input]');
  const { srcObject } = page.input();
  if (!(srcObject instanceof MediaStream)) throw new Error('No camera is shown.');
  expect(srcObject.getVideoTracks()[0]?.getSettings().deviceId).toBe(camera);
  await expect.element(cameras).toHaveValue(camera);
  await expect.element(microphones).toHaveValue(microphone);
});
