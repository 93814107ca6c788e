// Looks after an open camera. It may be unplugged, taken by another application, muted by the system, or lose its
// permission: it is taken up again, the same one if possible, else another.

interface CameraGuardOptions {
  constraints: MediaTrackConstraints;
  /** Opens a camera. Rejects as soon as the guard is no longer needed. */
  open(constraints: MediaTrackConstraints): Promise<MediaStreamTrack | undefined>;
  /** A camera was taken up again: this guard is done. */
  onCamera(camera: MediaStreamTrack): void;
  /** There is none to take up. Told once; the guard goes on, and takes up one that comes. */
  onLost(cause: unknown): void;
}

/** How long a system may mute a camera before another is looked for. */
const MUTED_MS = 2500;

/** Guards `track` until `signal` is aborted. One that has ended already is taken up again at once. */
export function guardCamera(track: MediaStreamTrack, options: CameraGuardOptions, signal: AbortSignal): void {
  const { constraints, open, onCamera, onLost } = options;
  const { deviceId } = track.getSettings();
  const { deviceId: _, ...anyCamera } = constraints;
  const requests = [...(deviceId ? [{ ...constraints, deviceId: { exact: deviceId } }] : []), anyCamera];
  const { mediaDevices, permissions } = navigator;
  let muted: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let lookAgain = false;
  let lost = false;

  /** Resolves with a camera that gives pictures, or with why there is none. */
  async function find(): Promise<{ camera?: MediaStreamTrack; cause?: unknown }> {
    let cause: unknown;
    for (const request of requests) {
      try {
        const camera = await open(request);
        if (camera && !camera.muted && !signal.aborted) return { camera };
        camera?.stop();
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
      const { camera, cause } = await find();
      if (signal.aborted) return;
      if (camera) return onCamera(camera);
      if (!lost) onLost(cause);
      lost = true;
    }
    looking = false;
  }

  function onMute() {
    clearTimeout(muted);
    // A phone mutes the camera of a page that nobody sees, and gives it back by itself.
    if (document.visibilityState === 'visible') muted = setTimeout(look, MUTED_MS);
  }
  function onUnmute() {
    clearTimeout(muted);
    lost = false;
  }
  const onChange = () => {
    if (looking || lost) void look();
  };

  track.addEventListener('ended', () => void look(), { signal });
  track.addEventListener('mute', onMute, { signal });
  track.addEventListener('unmute', onUnmute, { signal });
  document.addEventListener('visibilitychange', () => track.muted && onMute(), { signal });
  mediaDevices.addEventListener('devicechange', onChange, { signal });
  // Not every browser knows the permission's name, or tells of its changes.
  permissions?.query({ name: 'camera' }).then(
    (permission) => {
      const onGranted = () => permission.state === 'granted' && onChange();
      permission.addEventListener('change', onGranted, { signal });
    },
    () => {},
  );
  signal.addEventListener('abort', () => clearTimeout(muted));
  if (track.readyState === 'ended') void look();
}
