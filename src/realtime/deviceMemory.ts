// The camera and the microphone that a person chose, for their next visit. Ids only: they mean something on this site alone.
import { isRecord } from '../errors/json';
import type { Device } from '../media/mediaError';
import { isCamera, type MicrophoneChoice, toConstraints, type VideoChoice } from '../media/mediaInput';
import { DEVICES_KEY } from '../store/forgetDevices';
import { isReplaced } from './audioInput';

interface Choices {
  video: VideoChoice;
  microphone: MicrophoneChoice;
}

export interface DeviceMemory {
  /** What a person chose on an earlier visit counts where the app wants any device. */
  recall(choices: Choices): Choices;
  /** A device was opened. If another took the place of the one that a person chose, that one is forgotten: it is reported once. */
  remember(device: Device, track: MediaStreamTrack | undefined, choice: VideoChoice | MicrophoneChoice): void;
}

/** `isOn`: `rememberDevices` of the provider, which may change. */
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
