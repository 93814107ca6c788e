import { isRecord } from '../errors/json';
import { DEVICES_KEY } from './forgetDevices';

/** Only ids: they mean nothing outside this site. */
export interface RememberedDevices {
  camera?: string;
  microphone?: string;
}

/** The camera and the microphone that a person chose. */
export function readDevices(): RememberedDevices {
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
