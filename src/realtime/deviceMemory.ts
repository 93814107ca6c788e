// The camera and the microphone that a person chose, for their next visit. Stores only ids: they mean nothing outside
// this site.
import { isRecord } from '../errors/json';
import type { Device } from '../media/mediaError';
import { isCamera, type MicrophoneChoice, type VideoChoice } from '../media/mediaInput';
import { toConstraints } from '../media/toConstraints';
import { DEVICES_KEY } from '../store/forgetDevices';
import { isReplaced } from './audioInput';

interface Choices {
  video: VideoChoice;
  microphone: MicrophoneChoice;
}

export interface DeviceMemory {
  /** A person's choice from an earlier visit is used if the app asks for any device. */
  recall(choices: Choices): Choices;
  /**
   * A device was opened. If another device replaced the chosen one, the choice is forgotten, so that this is reported
   * only once.
   */
  remember(device: Device, track: MediaStreamTrack | undefined, choice: VideoChoice | MicrophoneChoice): void;
}

/** `isOn`: the provider's `rememberDevices`, which may change. */
export function createDeviceMemory(isOn: () => boolean): DeviceMemory {
  return {
    recall({ video, microphone }) {
      const devices = isOn() ? read() : {};
      const isAnyCamera = isCamera(video) && Object.keys(toConstraints(video)).length === 0;
      return {
        video: isAnyCamera ? (devices.camera ?? video) : video,
        microphone: microphone === true ? (devices.microphone ?? microphone) : microphone,
      };
    },
    remember(device, track, choice) {
      if (!track || typeof choice !== 'string' || !isOn()) return;
      const id = isReplaced(track, choice) ? undefined : choice;
      try {
        localStorage.setItem(DEVICES_KEY, JSON.stringify({ ...read(), [device]: id }));
      } catch {
        // The storage is missing, forbidden or full.
      }
    },
  };
}

function read(): { [K in Device]?: string } {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(DEVICES_KEY) ?? '{}');
    if (!isRecord(stored)) return {};
    const { camera, microphone } = stored;
    return {
      ...(typeof camera === 'string' && camera && { camera }),
      ...(typeof microphone === 'string' && microphone && { microphone }),
    };
  } catch {
    return {};
  }
}
