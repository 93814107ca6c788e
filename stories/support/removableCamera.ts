import { createTestPicture } from '../../src/sandbox';
import { replace } from '../../test/support/replace';

/**
 * A camera that can end or mute by itself: the far end of a connection in the page. The browser reports both with its
 * own events. Firefox ignores those that a test dispatches on a track.
 */
async function createRemovableCamera() {
  const picture = createTestPicture({ width: 320, height: 180 });
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
  const [source] = picture.stream.getVideoTracks();
  const transceiver = near.addTransceiver(source ?? 'video', { direction: 'sendonly' });

  async function negotiate() {
    await near.setLocalDescription();
    if (near.localDescription) await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (far.localDescription) await near.setRemoteDescription(far.localDescription);
  }

  const received = new Promise<MediaStreamTrack>((resolve) => {
    far.ontrack = ({ track }) => resolve(track);
  });
  await negotiate();
  return {
    stream: new MediaStream([await received]),
    mute(muted: boolean) {
      transceiver.direction = muted ? 'inactive' : 'sendonly';
      return negotiate();
    },
    unplug() {
      transceiver.stop();
      return negotiate();
    },
    close() {
      picture.stop();
      near.close();
      far.close();
    },
  };
}

/** The only cameras of the page until `restore()`. */
export function installRemovableCameras(permission: PermissionState) {
  const cameras: Awaited<ReturnType<typeof createRemovableCamera>>[] = [];
  const restoreCamera = replace(navigator.mediaDevices, 'getUserMedia', async () => {
    const camera = await createRemovableCamera();
    cameras.push(camera);
    return camera.stream;
  });
  const restorePermissions = replace(navigator.permissions, 'query', async ({ name }) =>
    Object.assign(new EventTarget(), { name, state: permission, onchange: null }),
  );
  return {
    /** How many were opened. */
    get opened() {
      return cameras.length;
    },
    mute: async (muted: boolean) => cameras.at(-1)?.mute(muted),
    unplug: async () => cameras.at(-1)?.unplug(),
    restore() {
      restoreCamera();
      restorePermissions();
      for (const camera of cameras) camera.close();
    },
  };
}
