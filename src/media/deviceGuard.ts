// Looks after an open camera or microphone. It may be unplugged, taken by another application, muted by the system, or
// lose its permission: it is taken up again, the same one if possible, else another.
import { fromThrown } from '../errors/fromThrown';
import type { Device } from './mediaError';

interface DeviceGuardOptions {
  device: Device;
  constraints: MediaTrackConstraints;
  /** Opens a device. Rejects as soon as the guard is no longer needed. */
  open(constraints: MediaTrackConstraints): Promise<MediaStreamTrack | undefined>;
  /** A device was taken up again: this guard is done. */
  onTrack(track: MediaStreamTrack): void;
  /** There is none to take up. Told once; the guard goes on, and takes up one that comes. */
  onLost(cause: unknown): void;
}

/** How long a system may mute a camera before another is looked for. */
const MUTED_MS = 2500;
/** How often a device that is gone is looked for while nothing tells that it is back. */
const LOOK_MS = 2000;

/** Guards `track` until `signal` is aborted. One that has ended already is taken up again at once. */
export function guardDevice(track: MediaStreamTrack, options: DeviceGuardOptions, signal: AbortSignal): void {
  const { device, constraints, open, onTrack, onLost } = options;
  const { deviceId } = track.getSettings();
  const { deviceId: _, ...anyDevice } = constraints;
  const requests = [...(deviceId ? [{ ...constraints, deviceId: { exact: deviceId } }] : []), anyDevice];
  const { mediaDevices, permissions } = navigator;
  let muted: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let lookAgain = false;
  let problem: 'none' | 'lost' | 'denied' = 'none';

  // A microphone that is muted is meant to be: the key for it is on the keyboard.
  const isUsable = (found: MediaStreamTrack) => device === 'microphone' || !found.muted;

  /** Resolves with a device that can be used, or with why there is none. */
  async function find(): Promise<{ found?: MediaStreamTrack; cause?: unknown }> {
    let cause: unknown;
    for (const request of requests) {
      try {
        const found = await open(request);
        if (found && isUsable(found) && !signal.aborted) return { found };
        found?.stop();
      } catch (error) {
        cause = error;
      }
    }
    return { cause };
  }

  async function look() {
    clearTimeout(muted);
    // A device often shows up a moment before it can be opened: what happens meanwhile is a reason to look again.
    lookAgain = true;
    if (looking) return;
    looking = true;
    while (lookAgain) {
      lookAgain = false;
      const { found, cause } = await find();
      if (signal.aborted) return found?.stop();
      if (found) return onTrack(found);
      if (problem === 'none') onLost(cause);
      problem = fromThrown(cause).code.endsWith('_DENIED') ? 'denied' : 'lost';
    }
    looking = false;
  }

  const isSeen = () => document.visibilityState === 'visible';
  function onMute() {
    clearTimeout(muted);
    // A phone mutes the camera of a page that nobody sees, and gives it back by itself.
    if (isSeen()) muted = setTimeout(look, MUTED_MS);
  }
  function onUnmute() {
    clearTimeout(muted);
    problem = 'none';
  }
  const onChange = () => {
    if (looking || problem !== 'none') void look();
  };
  // Another application that lets a device go tells nobody. To ask again for what was denied would show a prompt.
  const onReturn = () => {
    if (problem === 'lost' && track.readyState === 'ended' && !looking && isSeen()) void look();
  };

  track.addEventListener('ended', () => void look(), { signal });
  if (device === 'camera') {
    track.addEventListener('mute', onMute, { signal });
    track.addEventListener('unmute', onUnmute, { signal });
    document.addEventListener('visibilitychange', () => track.muted && onMute(), { signal });
  }
  document.addEventListener('visibilitychange', onReturn, { signal });
  addEventListener('focus', onReturn, { signal });
  const timer = setInterval(onReturn, LOOK_MS);
  mediaDevices.addEventListener('devicechange', onChange, { signal });
  // Not every browser knows the permission's name, or tells of its changes.
  permissions?.query({ name: device }).then(
    (permission) => {
      const onGranted = () => permission.state === 'granted' && onChange();
      permission.addEventListener('change', onGranted, { signal });
    },
    () => {},
  );
  signal.addEventListener('abort', () => {
    clearTimeout(muted);
    clearInterval(timer);
  });
  if (track.readyState === 'ended') void look();
}
