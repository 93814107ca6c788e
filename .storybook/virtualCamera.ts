// A camera for machines that have none: `getUserMedia` answers with the sandbox's moving test picture. Stories don't know
// about it, so their code is what users would write.
import { createTestPicture } from '../src/sandbox';

interface VirtualCamera {
  deviceId: string;
  label: string;
  color?: string;
}

export const VIRTUAL_CAMERAS: readonly [VirtualCamera, VirtualCamera] = [
  { deviceId: 'test-picture', label: 'Test picture' },
  { deviceId: 'test-picture-dusk', label: 'Test picture at dusk', color: '#4b2f6b' },
];

// The tests don't check every frame, and the CPU is busy.
const PICTURE = import.meta.env.MODE === 'test' ? { width: 320, height: 180, frameRate: 10 } : {};
const MICROPHONE = { deviceId: 'test-tone', label: 'Test tone' };

let isInstalled = false;
let isStandIn = false;

/** Replaces the real camera and microphone with virtual ones until the page is reloaded. */
export function installVirtualCamera(): void {
  const { mediaDevices } = navigator;
  if (isInstalled || !mediaDevices) return;
  isInstalled = true;
  mediaDevices.getUserMedia = async ({ video, audio } = {}) => {
    const tracks: MediaStreamTrack[] = [];
    if (video) tracks.push(openCamera(video === true ? {} : video));
    if (audio) tracks.push(openMicrophone());
    return new MediaStream(tracks);
  };
  mediaDevices.enumerateDevices = async () => [
    ...VIRTUAL_CAMERAS.map((camera) => deviceInfo('videoinput', camera)),
    deviceInfo('audioinput', MICROPHONE),
  ];
}

/** Uses it on a machine without a camera. */
export async function standInForMissingCamera(): Promise<void> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  if (devices.some(({ kind }) => kind === 'videoinput')) return;
  isStandIn = true;
  installVirtualCamera();
}

/** Whether the test picture replaces a missing camera, rather than one that a person has. */
export const isStandingIn = () => isStandIn;

function openCamera({ deviceId }: MediaTrackConstraints): MediaStreamTrack {
  const wanted = JSON.stringify(deviceId ?? '');
  const [first] = VIRTUAL_CAMERAS;
  const camera = VIRTUAL_CAMERAS.find((one) => wanted.includes(`"${one.deviceId}"`)) ?? first;
  const picture = createTestPicture({ ...PICTURE, ...(camera.color && { color: camera.color }) });
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new DOMException('The test picture has no track.', 'NotReadableError');
  return asDevice(track, camera.deviceId, picture.stop);
}

function openMicrophone(): MediaStreamTrack {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 220 });
  const destination = context.createMediaStreamDestination();
  tone.connect(new GainNode(context, { gain: 0.05 })).connect(destination);
  tone.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new DOMException('The test tone has no track.', 'NotReadableError');
  return asDevice(track, MICROPHONE.deviceId, () => void context.close());
}

function asDevice(track: MediaStreamTrack, deviceId: string, close: () => void): MediaStreamTrack {
  const stop = track.stop.bind(track);
  const settings = track.getSettings();
  track.getSettings = () => ({ ...settings, deviceId });
  track.stop = () => {
    // Closing stops the tracks, too.
    track.stop = stop;
    close();
    stop();
  };
  return track;
}

function deviceInfo(kind: MediaDeviceKind, { deviceId, label }: VirtualCamera): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: '', toJSON: () => ({ kind, deviceId, label }) };
}
