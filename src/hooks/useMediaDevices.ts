import { useSyncExternalStore } from 'react';
import { type DeviceList, mediaDevices, NO_DEVICES } from '../media/mediaDevices';

/** What {@link useMediaDevices} returns. */
export interface UseMediaDevicesResult extends DeviceList {
  /** Asks the browser again; needed only where it does not tell that a permission was given. Never rejects. */
  refresh: () => Promise<void>;
}

const none = () => NO_DEVICES;

/**
 * The cameras and microphones of this device, kept up to date. It asks for no permission; until one is given, a browser
 * says how many there are but not their `label` and `deviceId`.
 *
 * @example
 * ```tsx
 * const { cameras } = useMediaDevices();
 * return cameras.map(({ deviceId, label }) => (
 *   <button key={deviceId} onClick={() => setInput(deviceId)}>{label}</button>
 * ));
 * ```
 */
export function useMediaDevices(): UseMediaDevicesResult {
  const devices = useSyncExternalStore(mediaDevices.subscribe, mediaDevices.getSnapshot, none);
  return { ...devices, refresh: mediaDevices.refresh };
}
