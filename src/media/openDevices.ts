import { abortable } from '../errors/abortable';
import { type Device, mediaError } from './mediaError';
import { isOpen, stopAll } from './tracks';

/** What to ask the browser for; a device that is left out is not asked for. */
export type DeviceRequest = { [K in Device]?: MediaTrackConstraints | true };

export type DeviceTracks = { [K in Device]?: MediaStreamTrack };

const DEVICES = ['camera', 'microphone'] as const;

/**
 * Opens camera and microphone, with one permission prompt for both. What arrives after `signal` was aborted (a page
 * cannot close the prompt) is stopped at once.
 *
 * @throws `DecartError` `CAMERA_…` or `MICROPHONE_…`; the signal's reason when aborted.
 */
export async function openDevices(request: DeviceRequest, signal: AbortSignal): Promise<DeviceTracks> {
  const { camera, microphone } = request;
  signal.throwIfAborted();
  if (!camera && !microphone) return {};
  const asked = navigator.mediaDevices.getUserMedia({
    ...(camera && { video: camera }),
    ...(microphone && { audio: microphone }),
  });
  const stream = await abortable(asked, signal).catch((cause: unknown) => {
    if (signal.aborted) {
      asked.then(
        (late) => stopAll(late.getTracks()),
        () => {},
      );
      throw cause;
    }
    if (camera && microphone) return null;
    throw mediaError(cause, camera ? 'camera' : 'microphone');
  });
  // The browser does not say which of the two failed: one at a time, it does.
  if (!stream) {
    const opened = await openDevices({ camera: camera ?? true }, signal);
    try {
      return { ...opened, ...(await openDevices({ microphone: microphone ?? true }, signal)) };
    } catch (error) {
      opened.camera?.stop();
      throw error;
    }
  }
  const tracks: DeviceTracks = {};
  for (const track of stream.getTracks()) tracks[track.kind === 'video' ? 'camera' : 'microphone'] = track;
  // A device that disappears while the prompt is open leaves a stream without a live track.
  const gone = DEVICES.find((device) => request[device] && !isOpen(tracks[device]));
  if (gone || signal.aborted) stopAll(stream.getTracks());
  signal.throwIfAborted();
  if (!gone) return tracks;
  throw mediaError(new DOMException('', 'NotFoundError'), gone);
}

/** Whether opening these devices will ask nobody: their permissions are known to be granted. */
export async function areGranted(devices: readonly Device[]): Promise<boolean> {
  try {
    const permissions = await Promise.all(devices.map((name) => navigator.permissions.query({ name })));
    return permissions.every(({ state }) => state === 'granted');
  } catch {
    // Not every browser knows the permissions' names.
    return false;
  }
}
