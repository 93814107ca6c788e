import { onTestFinished } from 'vitest';

// What a page holds at one moment, as a leak test counts it. Watches the browser's own constructors; changes nothing.

interface Watched {
  requests: MediaStreamConstraints[];
  tracks: MediaStreamTrack[];
  peers: WeakRef<RTCPeerConnection>[];
}

let watched: Watched | undefined;

/** Starts watching; call the returned function when the test is over. */
export function watchResources(): () => void {
  const current: Watched = { requests: [], tracks: [], peers: [] };
  watched = current;
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints = {}) => {
    current.requests.push(constraints);
    const stream = await getUserMedia(constraints);
    current.tracks.push(...stream.getTracks());
    return stream;
  };
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function cloneWatched(this: MediaStreamTrack) {
    const track = clone.call(this);
    current.tracks.push(track);
    return track;
  };
  const NativePeerConnection = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends NativePeerConnection {
    constructor(...args: ConstructorParameters<typeof NativePeerConnection>) {
      super(...args);
      // A page can have five hundred. Unused ones count until they are collected, so the list must not keep them.
      current.peers = current.peers.filter((peer) => peer.deref());
      current.peers.push(new WeakRef(this));
    }
  };
  return () => {
    mediaDevices.getUserMedia = getUserMedia;
    MediaStreamTrack.prototype.clone = clone;
    globalThis.RTCPeerConnection = NativePeerConnection;
    watched = undefined;
  };
}

/** How often the page asked for a camera or microphone. */
export const cameraRequests = () => watched?.requests.length ?? 0;

/** How many microphones are on. */
export const openMicrophones = () =>
  liveTracks().filter(({ kind, label }) => kind === 'audio' && label.startsWith('Fake')).length;

/** An ended track isn't kept: with a received one, Chromium would keep its connection. */
function liveTracks(): MediaStreamTrack[] {
  if (!watched) return [];
  watched.tracks = watched.tracks.filter(({ readyState }) => readyState === 'live');
  return watched.tracks;
}

const peerStates = () => watched?.peers.flatMap((peer) => peer.deref()?.connectionState ?? []) ?? [];

/** What is open now. */
export function openResources() {
  return {
    liveTracks: liveTracks().length,
    peerConnections: peerStates().filter((state) => state !== 'closed').length,
  };
}

/** How many closed peer connections haven't been collected. */
export const closedPeerConnections = () => peerStates().filter((state) => state === 'closed').length;

/** How many peer connections are in use. When its socket is lost, LiveKit abandons one that never got beyond `new`. */
export const usedPeerConnections = () =>
  peerStates().filter((state) => !['new', 'closed'].includes(state)).length;

export const NOTHING_OPEN = { liveTracks: 0, peerConnections: 0 };

/** Makes every camera request wait, as an open permission prompt does, until it is released. */
export function holdCamera(): { release(): Promise<void> } {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const opened: Promise<unknown>[] = [];
  mediaDevices.getUserMedia = (constraints) => {
    watched?.requests.push(constraints ?? {});
    const stream = gate.then(() => getUserMedia(constraints));
    opened.push(stream.catch(() => {}));
    return stream;
  };
  return {
    async release() {
      mediaDevices.getUserMedia = getUserMedia;
      open();
      await Promise.all(opened);
    },
  };
}

/** Makes camera and microphone requests fail, as the browser does. Call the returned function to restore it. */
export function failCamera(
  name: string,
  fails: (constraints: MediaStreamConstraints) => boolean = () => true,
) {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints = {}) => {
    if (fails(constraints)) throw new DOMException('', name);
    return getUserMedia(constraints);
  };
  return () => {
    mediaDevices.getUserMedia = getUserMedia;
  };
}

/** Makes audio processing refuse a microphone until the test has finished, as Firefox does if the sample rates differ. */
export function refuseMicrophoneSamples() {
  const { createMediaStreamSource } = AudioContext.prototype;
  AudioContext.prototype.createMediaStreamSource = function create(this: AudioContext, stream) {
    const isMicrophone = stream.getAudioTracks().some(({ label }) => label.startsWith('Fake'));
    if (isMicrophone) throw new DOMException('different sample-rate', 'NotSupportedError');
    return createMediaStreamSource.call(this, stream);
  };
  onTestFinished(() => {
    AudioContext.prototype.createMediaStreamSource = createMediaStreamSource;
  });
}

/** The open tracks of a camera, clones too. */
export const tracksOf = (deviceId: string | undefined) =>
  watched?.tracks.filter(
    (track) => track.readyState === 'live' && track.getSettings().deviceId === deviceId,
  ) ?? [];

/** Ends every track of a camera, as the browser does when it is unplugged. */
export function unplug(deviceId: string | undefined) {
  for (const track of tracksOf(deviceId)) {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}

/** Mutes or unmutes a track, as the system does. */
export function muteBySystem(track: MediaStreamTrack, muted = true) {
  Object.defineProperty(track, 'muted', { configurable: true, value: muted });
  track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
}

/** Answers for the permission of one device, until the test has finished; it can be changed. */
export function pretendPermission(device: 'camera' | 'microphone', state: PermissionState) {
  const { permissions } = navigator;
  const query = permissions.query.bind(permissions);
  const pretended = Object.assign(new EventTarget(), { name: device, state, onchange: null });
  permissions.query = async (descriptor) => (descriptor.name === device ? pretended : query(descriptor));
  onTestFinished(() => {
    permissions.query = query;
  });
  return (next: PermissionState) => {
    pretended.state = next;
    pretended.dispatchEvent(new Event('change'));
  };
}
