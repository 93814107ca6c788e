import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { type Device, isAllowedByPolicy, mediaError, nameOf, refusalError } from './mediaError';
import { isOpen, stopAll } from './tracks';

/** The constraints for each device; a device that is left out isn't requested. */
export type DeviceRequest = { [K in Device]?: MediaTrackConstraints | true };

export type DeviceTracks = { [K in Device]?: MediaStreamTrack };

const DEVICES = ['camera', 'microphone'] as const;
/** A device that was released a moment ago can't always be opened at once. */
const AGAIN_MS = 500;

/**
 * Opens camera and microphone, with one permission prompt for both. Tracks that arrive after `signal` was aborted (a page
 * can't close the prompt) are stopped at once.
 *
 * @throws `DecartError` `CAMERA_…` or `MICROPHONE_…`; the signal's reason when aborted.
 */
export async function openDevices(request: DeviceRequest, signal: AbortSignal): Promise<DeviceTracks> {
  const devices = DEVICES.filter((device) => request[device]);
  const [device = 'camera'] = devices;
  if (devices.length === 0) return {};
  // Nobody should be asked for nothing. Chromium would open the camera, and leave out a microphone that is forbidden.
  const forbidden = devices.find((each) => !isAllowedByPolicy(each));
  if (forbidden) throw mediaError(undefined, forbidden, 'DENIED_BY_POLICY');
  try {
    return await openAll(request, signal);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof DecartError) throw cause;
    // A start should show only one prompt: Chrome blocks a site whose prompt was dismissed three times.
    if (nameOf(cause) === 'NotAllowedError') throw await refusalError(cause, devices);
    if (devices.length === 1) throw mediaError(cause, device);
    // The browser doesn't say which of the two failed; if we ask for one at a time, it does.
    return openInTurn(request, signal);
  }
}

async function openInTurn({ camera, microphone }: DeviceRequest, signal: AbortSignal): Promise<DeviceTracks> {
  const opened = await openDevices({ ...(camera && { camera }) }, signal);
  try {
    return { ...opened, ...(await openDevices({ ...(microphone && { microphone }) }, signal)) };
  } catch (error) {
    opened.camera?.stop();
    throw error;
  }
}

/** Throws the browser's error, or says which device is gone. */
async function openAll(request: DeviceRequest, signal: AbortSignal): Promise<DeviceTracks> {
  const stream = await ask(request, signal).catch(async (cause: unknown) => {
    signal.throwIfAborted();
    if (nameOf(cause) !== 'NotReadableError') throw cause;
    await abortable(new Promise((resolve) => setTimeout(resolve, AGAIN_MS)), signal);
    return ask(request, signal);
  });
  const tracks: DeviceTracks = {};
  for (const track of stream.getTracks()) tracks[track.kind === 'video' ? 'camera' : 'microphone'] = track;
  // If a device disappears while the prompt is open, the stream has no live track for it.
  const gone = DEVICES.find((device) => request[device] && !isOpen(tracks[device]));
  if (gone || signal.aborted) stopAll(stream.getTracks());
  signal.throwIfAborted();
  if (gone) throw mediaError(new DOMException('', 'NotFoundError'), gone);
  return tracks;
}

async function ask({ camera, microphone }: DeviceRequest, signal: AbortSignal): Promise<MediaStream> {
  signal.throwIfAborted();
  const asked = navigator.mediaDevices.getUserMedia({
    ...(camera && { video: camera }),
    ...(microphone && { audio: microphone }),
  });
  return abortable(asked, signal).catch((cause: unknown) => {
    if (signal.aborted) {
      asked.then(
        (late) => stopAll(late.getTracks()),
        () => {},
      );
    }
    throw cause;
  });
}

/**
 * Resolves as soon as these devices can be opened without a prompt: at once, or when the user has allowed them, which is
 * before they are open. If the browser doesn't report the answer, it never resolves.
 */
export async function whenGranted(devices: () => readonly Device[], signal: AbortSignal): Promise<void> {
  const permissions = await Promise.all(devices().map((name) => navigator.permissions.query({ name }))).catch(
    () => [],
  );
  return new Promise((resolve) => {
    // Others may be requested by now.
    const check = async () => (await areGranted(devices())) && resolve();
    for (const permission of permissions) permission.addEventListener('change', check, { signal });
    void check();
  });
}

/** Whether these devices open without a prompt: their permissions are known to be granted. */
export async function areGranted(devices: readonly Device[]): Promise<boolean> {
  try {
    const permissions = await Promise.all(devices.map((name) => navigator.permissions.query({ name })));
    return permissions.every(({ state }) => state === 'granted');
  } catch {
    // Not every browser knows the permissions' names.
    return false;
  }
}
