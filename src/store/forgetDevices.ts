/** Where the ids of the devices that a person chose are kept. */
export const DEVICES_KEY = 'decart-react:devices';

/** Forgets them, as at a sign-out. */
export function forgetDevices(): void {
  try {
    localStorage.removeItem(DEVICES_KEY);
  } catch {
    // Without a storage, or with one that may not be used, nothing is kept.
  }
}
