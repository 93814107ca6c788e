// Looks after an open camera or microphone that is unplugged, taken by another application, or loses its permission: it is opened
// again, the same one if possible, else another. A device that is muted, or that a script stopped, is left
// alone: somebody wants it off.
import { normalizeError } from '../errors/normalizeError';
import { type Device, mediaError } from './mediaError';
import { areGranted } from './openDevices';

interface DeviceGuardOptions {
  device: Device;
  constraints: MediaTrackConstraints;
  /** Opens a device. Rejects as soon as the guard is no longer needed. */
  open(constraints: MediaTrackConstraints): Promise<MediaStreamTrack | undefined>;
  /** A device was opened again: this guard is done. */
  onTrack(track: MediaStreamTrack): void;
  /** There is none to open. Called once; the guard continues, and opens one that comes. */
  onLost(cause: unknown): void;
}

/** How long a camera may stay muted after somebody came back to the page. */
const MUTED_MS = 2500;
/** How often a device that is gone is looked for while nothing reports that it is back. */
const LOOK_MS = 2000;

const isSeen = () => document.visibilityState === 'visible';

/** Guards `track` until `signal` is aborted. One that has ended already is opened again at once. */
export function guardDevice(track: MediaStreamTrack, options: DeviceGuardOptions, signal: AbortSignal): void {
  const { device, constraints, open, onTrack, onLost } = options;
  const { deviceId } = track.getSettings();
  const { deviceId: _, ...anyDevice } = constraints;
  const sameDevice = deviceId ? { ...constraints, deviceId: { exact: deviceId } } : constraints;
  const { mediaDevices, permissions } = navigator;
  let looking = false;
  let lookAgain = false;
  let problem: 'none' | 'lost' | 'denied' = 'none';

  /** Resolves with a device that can be used, or with why there is none. */
  async function find(): Promise<{ found?: MediaStreamTrack; cause?: unknown }> {
    // The person may have ended it in the address bar. To ask again would show a prompt.
    if (!(await areGranted([device]))) return { cause: mediaError(undefined, device, 'DENIED') };
    let cause: unknown;
    for (const request of [sameDevice, anyDevice]) {
      try {
        const found = await open(request);
        if (found) return { found };
      } catch (error) {
        cause = error;
      }
    }
    return { cause };
  }

  async function look() {
    // A device often shows up a moment before it can be opened: what happens meanwhile is a reason to look again.
    lookAgain = true;
    if (looking) return;
    looking = true;
    while (lookAgain && !signal.aborted) {
      lookAgain = false;
      const { found, cause } = await find();
      if (signal.aborted) return found?.stop();
      if (found) return onTrack(found);
      if (problem === 'none') onLost(cause);
      problem = /_(DENIED|DISMISSED)/.test(normalizeError(cause).code) ? 'denied' : 'lost';
    }
    looking = false;
  }

  const onChange = () => {
    if (looking || problem !== 'none') void look();
  };
  // Another application that lets a device go tells nobody.
  const onReturn = () => {
    if (problem === 'lost' && track.readyState === 'ended' && !looking && isSeen()) void look();
  };

  track.addEventListener('ended', () => void look(), { signal });
  if (device === 'camera') watchMuted(track, { sameDevice, open, onTrack }, signal);
  document.addEventListener('visibilitychange', onReturn, { signal });
  addEventListener('focus', onReturn, { signal });
  const timer = setInterval(onReturn, LOOK_MS);
  mediaDevices.addEventListener('devicechange', onChange, { signal });
  // Not every browser knows the permission's name, or reports its changes.
  permissions?.query({ name: device }).then(
    (permission) => {
      const onGranted = () => permission.state === 'granted' && onChange();
      permission.addEventListener('change', onGranted, { signal });
    },
    () => {},
  );
  signal.addEventListener('abort', () => clearInterval(timer));
  if (track.readyState === 'ended') void look();
}

/**
 * A phone mutes the camera of a page that nobody sees, and gives it back by itself. Where it forgets to, the same camera is opened
 * again, once. A camera that is muted before somebody's eyes is meant to be.
 */
function watchMuted(
  track: MediaStreamTrack,
  options: Pick<DeviceGuardOptions, 'open' | 'onTrack'> & { sameDevice: MediaTrackConstraints },
  signal: AbortSignal,
) {
  const { sameDevice, open, onTrack } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isForgotten = false;

  async function openAgain() {
    if (!isForgotten || !track.muted || !isSeen()) return;
    isForgotten = false;
    if (!(await areGranted(['camera']))) return;
    const found = await open(sameDevice).catch(() => undefined);
    if (!found) return;
    if (signal.aborted || found.muted) return found.stop();
    onTrack(found);
  }

  track.addEventListener('mute', () => (isForgotten = !isSeen()), { signal });
  const onReturn = () => {
    clearTimeout(timer);
    if (isForgotten && isSeen()) timer = setTimeout(() => void openAgain(), MUTED_MS);
  };
  document.addEventListener('visibilitychange', onReturn, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
}
