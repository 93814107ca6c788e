import { type Device, mediaError } from './mediaError';

/** What to ask the browser for; a device that is left out is not asked for. */
export type DeviceRequest = { [K in Device]?: MediaTrackConstraints | true };

export type DeviceTracks = { [K in Device]?: MediaStreamTrack };

/**
 * Opens camera and microphone, with one permission prompt for both. What arrives after `signal` was aborted (a page
 * cannot close the prompt) is stopped at once.
 *
 * @throws `DecartError` `CAMERA_…` or `MICROPHONE_…`; the signal's reason when aborted.
 */
export async function openDevices(request: DeviceRequest, signal: AbortSignal): Promise<DeviceTracks> {
  const { camera, microphone } = request;
  signal.throwIfAborted();
  const stream = await navigator.mediaDevices
    .getUserMedia({ ...(camera && { video: camera }), ...(microphone && { audio: microphone }) })
    .catch((cause: unknown) => {
      signal.throwIfAborted();
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
  for (const track of stream.getTracks()) {
    if (signal.aborted) track.stop();
    tracks[track.kind === 'video' ? 'camera' : 'microphone'] = track;
  }
  signal.throwIfAborted();
  // A device that disappears while the prompt is open leaves a stream without a live track.
  if (camera && tracks.camera?.readyState !== 'live')
    throw mediaError(new DOMException('', 'NotFoundError'), 'camera');
  return tracks;
}

/** Whether opening the camera will ask nobody: the permission is known to be granted. */
export async function isCameraGranted(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    return state === 'granted';
  } catch {
    // Not every browser knows the permission's name.
    return false;
  }
}
