import { expect, it, onTestFinished } from 'vitest';
import { mediaDevices } from '../../src/media/mediaDevices';

/** Changes the list of devices, as if one had been plugged in or out. */
function plugIn(...devices: Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]) {
  const { enumerateDevices } = navigator.mediaDevices;
  onTestFinished(() => {
    navigator.mediaDevices.enumerateDevices = enumerateDevices;
  });
  navigator.mediaDevices.enumerateDevices = async () =>
    devices.map((device) => ({ groupId: '', toJSON: () => device, ...device }));
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
}

const names = () => mediaDevices.getSnapshot().cameras.map(({ label }) => label);

it('lists the cameras and microphones, and follows changes while somebody looks', async () => {
  const calls: unknown[] = [];
  const unsubscribe = mediaDevices.subscribe(() => calls.push(null));
  onTestFinished(unsubscribe);
  await expect.poll(() => mediaDevices.getSnapshot().isReady).toBe(true);
  expect(mediaDevices.getSnapshot().cameras.length).toBeGreaterThan(0);
  expect(mediaDevices.getSnapshot().microphones.length).toBeGreaterThan(0);

  plugIn(
    { kind: 'videoinput', deviceId: 'a', label: 'Desk' },
    { kind: 'videoinput', deviceId: 'b', label: 'Door' },
    { kind: 'audiooutput', deviceId: 'c', label: 'Speaker' },
  );
  await expect.poll(names).toEqual(['Desk', 'Door']);
  expect(mediaDevices.getSnapshot().microphones).toEqual([]);

  const before = calls.length;
  await mediaDevices.refresh();
  // The same list again isn't reported.
  expect(calls.length).toBe(before);

  unsubscribe();
  plugIn({ kind: 'videoinput', deviceId: 'a', label: 'Desk' });
  await new Promise((resolve) => setTimeout(resolve));
  expect(names()).toEqual(['Desk', 'Door']);
});
