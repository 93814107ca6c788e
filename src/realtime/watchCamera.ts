import type { DecartError } from '../errors/DecartError';
import { guardDevice } from '../media/deviceGuard';
import { cameraLost, deviceReplaced } from '../media/mediaError';
import { openDevices } from '../media/openDevices';
import { isReplaced } from './audioInput';

interface CameraWatch {
  /** The constraints to open a camera with. */
  toRequest(constraints: MediaTrackConstraints): MediaTrackConstraints;
  /** Another camera took its place. */
  onCamera(camera: MediaStreamTrack): void;
  onError(error: DecartError): void;
  /** It is open, or known to be gone. */
  onLooked(): void;
}

/** Finds another camera when the current one is gone, until `signal` aborts. */
export function watchCamera(
  track: MediaStreamTrack,
  choice: string | MediaTrackConstraints,
  { toRequest, onCamera, onError, onLooked }: CameraWatch,
  signal: AbortSignal,
): void {
  guardDevice(
    track,
    {
      device: 'camera',
      choice,
      open: async (request) => (await openDevices({ camera: toRequest(request) }, signal)).camera,
      onTrack(camera) {
        track.stop();
        onCamera(camera);
        if (isReplaced(camera, choice)) onError(deviceReplaced('camera'));
        onLooked();
      },
      onLost(cause) {
        onError(cameraLost(cause));
        onLooked();
      },
    },
    signal,
  );
}
