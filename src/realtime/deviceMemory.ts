// The camera and the microphone that a person chose, for their next visit.
import type { Device } from '../media/mediaError';
import { isAnyCamera, type MicrophoneChoice, type VideoChoice } from '../media/mediaInput';
import { DEVICES_KEY } from '../store/forgetDevices';
import { readDevices } from '../store/readDevices';
import { isReplaced } from './audioInput';

interface Choices {
  video: VideoChoice;
  microphone: MicrophoneChoice;
}

export interface DeviceMemory {
  /**
   * A person's choice from an earlier visit is used if the app asks for any device. An empty id stands for any: until a
   * permission is granted, browsers list devices without ids.
   */
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
      const devices = isOn() ? readDevices() : {};
      return {
        video: isAnyCamera(video) ? devices.camera || video || {} : video,
        microphone: microphone === '' || microphone === true ? devices.microphone || true : microphone,
      };
    },
    remember(device, track, choice) {
      if (!track || typeof choice !== 'string' || !isOn()) return;
      const id = isReplaced(track, choice) ? undefined : choice;
      try {
        localStorage.setItem(DEVICES_KEY, JSON.stringify({ ...readDevices(), [device]: id }));
      } catch {
        // The storage is missing, forbidden or full.
      }
    },
  };
}
