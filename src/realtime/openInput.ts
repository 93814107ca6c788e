import { normalizeError } from '../errors/normalizeError';
import type { Device } from '../media/mediaError';

import { type DeviceTracks, openDevices } from '../media/openDevices';
import { toConstraints } from '../media/toConstraints';

/** A device: the id that a person chose, or constraints. A missing kind isn't opened. */
type Choices = { [K in Device]?: string | true | MediaTrackConstraints };

/** The model's size, as ideal values. The app's own constraints win. */
export function toCameraRequest(
  choice: string | MediaTrackConstraints,
  { width, height, frameRate }: { width: number; height: number; frameRate: number },
): MediaTrackConstraints {
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: frameRate },
    ...toConstraints(choice),
  };
}

const DEVICES = ['camera', 'microphone'] as const;

/**
 * Opens devices for a start. If a device that a person chose is gone, another one is opened, and `onReplaced` is called.
 * @throws as `openDevices`
 */
export async function openInput(
  choices: Choices,
  cameraRequest: (choice: string | MediaTrackConstraints) => MediaTrackConstraints,
  onReplaced: (device: Device) => void,
  signal: AbortSignal,
): Promise<DeviceTracks> {
  const { camera, microphone } = choices;
  try {
    return await openDevices(
      {
        ...(camera && { camera: cameraRequest(camera === true ? {} : camera) }),
        ...(microphone && { microphone: toConstraints(microphone) }),
      },
      signal,
    );
  } catch (error) {
    const { code } = normalizeError(error);
    const gone = DEVICES.find((device) => code === `${device.toUpperCase()}_NOT_FOUND`);
    if (!gone || typeof choices[gone] !== 'string') throw error;
    const opened = await openInput({ ...choices, [gone]: true }, cameraRequest, onReplaced, signal);
    onReplaced(gone);
    return opened;
  }
}

/**
 * Opens another camera. A phone can't open two cameras at once: if the new one faces a side, or is in use, it opens after
 * `closeOld`.
 * @throws as `openDevices`
 */
export async function openNextCamera(
  camera: MediaTrackConstraints,
  closeOld: (() => void) | undefined,
  signal: AbortSignal,
): Promise<MediaStreamTrack | undefined> {
  const open = async () => (await openDevices({ camera }, signal)).camera;
  if (camera.facingMode !== undefined) {
    closeOld?.();
    return open();
  }
  try {
    return await open();
  } catch (error) {
    if (!closeOld || normalizeError(error).code !== 'CAMERA_IN_USE') throw error;
    closeOld();
    return open();
  }
}
