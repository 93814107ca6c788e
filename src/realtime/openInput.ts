import { normalizeError } from '../errors/normalizeError';
import type { Device } from '../media/mediaError';
import type { MicrophoneChoice } from '../media/mediaInput';
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
const notFound = (device: Device) => `${device.toUpperCase()}_NOT_FOUND`;

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
    const gone = DEVICES.find((device) => code === notFound(device));
    if (!gone || typeof choices[gone] !== 'string') throw error;
    const opened = await openInput({ ...choices, [gone]: true }, cameraRequest, onReplaced, signal);
    onReplaced(gone);
    return opened;
  }
}

/** @throws as `openDevices` */
export async function openMicrophone(
  choice: MicrophoneChoice,
  signal: AbortSignal,
): Promise<MediaStreamTrack | undefined> {
  return (await openDevices({ microphone: toConstraints(choice) }, signal)).microphone;
}

/** What to open while a session is live. */
interface LateChoice<Choice> {
  /** What the app or the user asked for. */
  asked: Choice;
  /** The same, or the device that a person chose at an earlier visit. */
  recalled: Choice;
}

/**
 * Opens a device while a session is live. If one that is only remembered is gone, another one is opened, and `onReplaced`
 * is called.
 * @throws as `open`
 */
export async function openRecalled<Choice>(
  device: Device,
  { asked, recalled }: LateChoice<Choice>,
  open: (choice: Choice) => Promise<MediaStreamTrack | undefined>,
  onReplaced: (device: Device) => void,
): Promise<MediaStreamTrack | undefined> {
  try {
    return await open(recalled);
  } catch (error) {
    if (asked === recalled || normalizeError(error).code !== notFound(device)) throw error;
    const opened = await open(asked);
    onReplaced(device);
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
