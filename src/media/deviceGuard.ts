// Watches an open camera or microphone. If it is unplugged, taken by another application, or loses its permission, it is
// opened again: the same one if possible, else another, unless the app requires this one. A device that is muted, or that a
// script stopped, is left alone: it is off on purpose.
import { normalizeError } from '../errors/normalizeError';
import { type Device, mediaError } from './mediaError';
import { areGranted } from './openDevices';
import { toConstraints } from './toConstraints';

interface DeviceGuardOptions {
  device: Device;
  /** A device that a person chose may be replaced by another; one that the app requires as `exact` may not. */
  choice: string | boolean | MediaTrackConstraints;
  /** Opens a device. Rejects as soon as the guard is no longer needed. */
  open(constraints: MediaTrackConstraints): Promise<MediaStreamTrack | undefined>;
  /** A device was opened again: this guard has ended. */
  onTrack(track: MediaStreamTrack): void;
  /** There is no device to open. Called once; the guard continues, and opens a device that appears. */
  onLost(cause: unknown): void;
}

/** How long a camera may stay muted after the user came back to the page. */
const MUTED_MS = 2500;
/** How often we look for a missing device while no event says that it is back. */
const LOOK_MS = 2000;

const isSeen = () => document.visibilityState === 'visible';

/** Guards `track` until `signal` is aborted. A track that has already ended is reopened at once. */
export function guardDevice(track: MediaStreamTrack, options: DeviceGuardOptions, signal: AbortSignal): void {
  const { device, choice, open, onTrack, onLost } = options;
  const { deviceId } = track.getSettings();
  const constraints = typeof choice === 'string' ? {} : toConstraints(choice);
  const { deviceId: required, ...anyDevice } = constraints;
  const isRequired = typeof required === 'object' && 'exact' in required;
  const sameDevice = deviceId ? { ...constraints, deviceId: { exact: deviceId } } : constraints;
  const { mediaDevices, permissions } = navigator;
  let looking = false;
  let lookAgain = false;
  let problem: 'none' | 'lost' | 'denied' = 'none';

  /** Resolves with a usable device, or with the reason why there is none. */
  async function find(): Promise<{ found?: MediaStreamTrack; cause?: unknown }> {
    // The user may have ended it in the address bar. Asking again would show a prompt.
    if (!(await areGranted([device]))) return { cause: mediaError(undefined, device, 'DENIED') };
    let cause: unknown;
    for (const request of isRequired ? [sameDevice] : [sameDevice, anyDevice]) {
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
    // A device often appears a moment before it can be opened: events that come meanwhile are a reason to try again.
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
  // There is no event when another application releases a device.
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
 * A phone mutes the camera of a hidden page, and unmutes it by itself. If it forgets to, the same camera is reopened,
 * once. A camera that is muted while the page is visible is muted on purpose.
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
