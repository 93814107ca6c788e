/** The storage key for the ids of the devices that a person chose. */
export const DEVICES_KEY = 'decart-react:devices';

/** Forgets them, for example at a sign-out. */
export function forgetDevices(): void {
  try {
    localStorage.removeItem(DEVICES_KEY);
  } catch {
    // If there is no storage, or it isn't allowed, nothing is kept.
  }
}
