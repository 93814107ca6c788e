// The picture and the sound that go into a session. The camera is ours: a connection only ever gets clones, because the
// SDK stops the tracks it was given; the original is turned off by `close()` alone.
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { type AudioMixer, createAudioMixer } from '../media/audioMixer';
import { blackTrack } from '../media/blackTrack';
import { isCamera, type MicrophoneInput, type VideoInput } from '../media/mediaInput';
import { isMirrored, type Mirror, mirrorTrack } from '../media/mirrorTrack';
import { type DeviceRequest, type DeviceTracks, openDevices } from '../media/openDevices';

interface SessionInputOptions {
  video: VideoInput;
  microphone: MicrophoneInput;
  /** Of the model: asked of the camera as ideals. */
  size(): { width: number; height: number; frameRate: number };
  mirror(): Mirror;
  /** The picture to preview has changed. */
  onStream(stream: MediaStream | null): void;
  /** There is another picture: a live connection has to be given a new clone. */
  onVideo(): void;
  onError(error: DecartError): void;
}

export interface SessionInput {
  /** Whether this asks for a camera or a microphone. */
  readonly needsDevice: boolean;
  /** Opens what is wanted and is not open yet. @throws `DecartError` `CAMERA_…`, `MICROPHONE_…` */
  open(): Promise<void>;
  /** Fresh tracks for one connection. Those that an earlier one had are stopped. */
  take(): MediaStreamTrack[];
  /**
   * A fresh clone of the picture for the live connection, and the track that it takes the place of; undefined when the
   * connection shows this picture already, or has no track that could be replaced.
   */
  takeVideo(): { track: MediaStreamTrack; replaced: MediaStreamTrack } | undefined;
  /** Swaps the picture. Resolves to whether a live connection can show it, or has to be made anew. */
  setVideo(video: VideoInput): Promise<'live' | 'reconnect'>;
  setMicrophone(microphone: MicrophoneInput): Promise<'live' | 'reconnect'>;
  close(): void;
}

const FOLLOW_MS = 500;
const MUTED_MS = 2500;

const liveTrack = (tracks: MediaStreamTrack[]) => tracks.find((track) => track.readyState === 'live');

export function createSessionInput(options: SessionInputOptions): SessionInput {
  let { video, microphone } = options;
  let picture: MediaStreamTrack | undefined;
  let sound: MediaStreamTrack | undefined;
  let mixer: AudioMixer | undefined;
  let taken: MediaStreamTrack[] = [];
  // Which picture the connection shows, and which way round.
  let shown: { picture: MediaStreamTrack | undefined; mirror: Mirror } | undefined;
  let watched = new AbortController();
  let opening = new AbortController();
  const closed = new AbortController();

  const takenOf = (kind: string) => taken.find((track) => track.kind === kind);
  const placeholder = () => {
    const { width, height } = options.size();
    return blackTrack(width, height);
  };
  const cameraRequest = (constraints: MediaTrackConstraints): MediaTrackConstraints => {
    const { width, height, frameRate } = options.size();
    return {
      width: { ideal: width },
      height: { ideal: height },
      frameRate: { ideal: frameRate },
      ...constraints,
    };
  };

  function showPicture(track: MediaStreamTrack | undefined) {
    picture = track;
    options.onStream(video instanceof MediaStream ? video : track ? new MediaStream([track]) : null);
    options.onVideo();
  }

  function playSound(track: MediaStreamTrack | undefined) {
    sound = track;
    const heard = track ?? (video instanceof MediaStream ? liveTrack(video.getAudioTracks()) : undefined);
    if (heard) mixer ??= createAudioMixer();
    mixer?.setSource(heard);
  }

  /** Looks after a picture until another takes its place. */
  function watch() {
    watched.abort();
    watched = new AbortController();
    const { signal } = watched;
    if (video instanceof MediaStream) follow(video, signal);
    else if (picture) guard(picture, video ?? {}, signal);
  }

  /** A caller's stream may get other tracks, and tells nobody when a script changes them. */
  function follow(stream: MediaStream, signal: AbortSignal) {
    const timer = setInterval(() => {
      const track = liveTrack(stream.getVideoTracks());
      if (track && track !== picture) showPicture(track);
    }, FOLLOW_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** A camera may be unplugged, taken away or muted. */
  function guard(track: MediaStreamTrack, constraints: MediaTrackConstraints, signal: AbortSignal) {
    const { deviceId } = track.getSettings();
    let muted: ReturnType<typeof setTimeout> | undefined;
    const retake = async () => {
      clearTimeout(muted);
      const same = deviceId ? [{ ...constraints, deviceId: { exact: deviceId } }] : [];
      const { deviceId: _, ...anyCamera } = constraints;
      for (const request of [...same, anyCamera]) {
        try {
          const { camera } = await openDevices({ camera: cameraRequest(request) }, signal);
          if (camera?.muted) camera.stop();
          else {
            track.stop();
            showPicture(camera);
            watch();
            return;
          }
        } catch (cause) {
          if (signal.aborted) return;
          if (request !== anyCamera) continue;
          options.onError(cameraLost(cause));
        }
      }
      navigator.mediaDevices.addEventListener('devicechange', () => void retake(), { signal, once: true });
    };
    track.addEventListener('ended', () => void retake(), { signal });
    track.addEventListener('mute', () => (muted = setTimeout(retake, MUTED_MS)), { signal });
    track.addEventListener('unmute', () => clearTimeout(muted), { signal });
    signal.addEventListener('abort', () => clearTimeout(muted));
  }

  async function openWanted(request: DeviceRequest): Promise<DeviceTracks> {
    opening.abort(superseded());
    opening = new AbortController();
    const { signal } = opening;
    if (!request.camera && !request.microphone) return {};
    try {
      return await openDevices(request, signal);
    } catch (error) {
      // Phones cannot open two cameras at once: the old one goes first.
      if (fromThrown(error).code !== 'CAMERA_IN_USE' || !picture || !isCamera(video)) throw error;
      watched.abort();
      picture.stop();
      return openDevices(request, signal);
    }
  }

  const microphoneRequest = (wanted: MicrophoneInput): DeviceRequest =>
    wanted ? { microphone: wanted } : {};

  return {
    get needsDevice() {
      return isCamera(video) || microphone !== false;
    },

    async open() {
      if (picture?.readyState === 'live') return;
      const tracks = await openWanted({
        ...(isCamera(video) && { camera: cameraRequest(video) }),
        ...microphoneRequest(microphone),
      });
      playSound(tracks.microphone);
      showPicture(video instanceof MediaStream ? liveTrack(video.getVideoTracks()) : tracks.camera);
      watch();
    },

    take() {
      stopAll(taken);
      const seen = video === null ? undefined : clonePicture();
      taken = [seen, mixer?.track?.clone()].filter((track) => track !== undefined);
      return taken;
    },

    takeVideo() {
      const replaced = takenOf('video');
      if (!replaced || (shown?.picture === picture && shown?.mirror === options.mirror())) return undefined;
      const track = clonePicture();
      if (!track) return undefined;
      taken = [track, ...taken.filter((each) => each !== replaced)];
      return { track, replaced };
    },

    async setVideo(next) {
      const tracks = await openWanted(isCamera(next) ? { camera: cameraRequest(next) } : {});
      const old = picture;
      const wasOwn = isCamera(video);
      watched.abort();
      video = next;
      if (!sound) playSound(undefined);
      showPicture(next instanceof MediaStream ? liveTrack(next.getVideoTracks()) : tracks.camera);
      if (wasOwn && old !== picture) old?.stop();
      watch();
      return next === null || takenOf('video') ? 'live' : 'reconnect';
    },

    async setMicrophone(next) {
      const signal = closed.signal;
      const opened = next ? await openDevices(microphoneRequest(next), signal) : {};
      sound?.stop();
      microphone = next;
      playSound(opened.microphone);
      return !next || takenOf('audio') ? 'live' : 'reconnect';
    },

    close() {
      closed.abort(superseded());
      opening.abort(superseded());
      watched.abort();
      if (isCamera(video)) picture?.stop();
      sound?.stop();
      mixer?.close();
      stopAll(taken);
      taken = [];
      picture = undefined;
      options.onStream(null);
    },
  };

  /** A clone of the picture, or a black one while there is none. */
  function clonePicture() {
    const mirror = options.mirror();
    shown = { picture, mirror };
    if (picture?.readyState !== 'live') return placeholder();
    return isMirrored(picture, mirror) ? mirrorTrack(picture.clone()) : picture.clone();
  }
}

function stopAll(tracks: MediaStreamTrack[]) {
  for (const track of tracks) track.stop();
}

function superseded() {
  return new DecartError('ABORTED', 'Another input took its place, or the session was stopped.');
}

function cameraLost(cause: unknown) {
  return new DecartError(
    'CAMERA_LOST',
    'The camera is gone, and no other could be opened. The session goes on, and takes a camera up again when one is there.',
    { cause, fatal: false },
  );
}
