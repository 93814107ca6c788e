import { useSyncExternalStore } from 'react';
import { type DeviceList, mediaDevices, NO_DEVICES } from '../media/mediaDevices';

/** What {@link useMediaDevices} returns. */
export interface UseMediaDevicesResult extends DeviceList {
  /** Asks the browser again; needed only if the browser doesn't report that a permission was granted. Never rejects. */
  refresh: () => Promise<void>;
}

const none = () => NO_DEVICES;

/**
 * The cameras and microphones of this device, kept up to date. It doesn't ask for permission. Until permission is
 * granted, a browser reports how many devices there are, but their `label` and `deviceId` are empty.
 *
 * @example
 * ```tsx
 * const { cameras } = useMediaDevices();
 * const named = cameras.filter(({ deviceId }) => deviceId);
 * return named.map(({ deviceId, label }) => (
 *   <button key={deviceId} onClick={() => void setInput(deviceId).catch(report)}>{label}</button>
 * ));
 * ```
 */
export function useMediaDevices(): UseMediaDevicesResult {
  const devices = useSyncExternalStore(mediaDevices.subscribe, mediaDevices.getSnapshot, none);
  return { ...devices, refresh: mediaDevices.refresh };
}
