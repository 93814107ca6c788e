// The picture and the sound that go into a session. The camera is ours: a connection only ever gets clones (see
// `sentTracks`); the original is turned off by `close()` alone.
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { type AudioMixer, createAudioMixer } from '../media/audioMixer';
import { guardDevice } from '../media/deviceGuard';
import { cameraLost, type Device, microphoneLost } from '../media/mediaError';
import { isCamera, isStream, type MicrophoneInput, type VideoInput } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import { openDevices } from '../media/openDevices';
import { isOpen, stopAll } from '../media/tracks';
import { createSentTracks, type SentTracks } from './sentTracks';

interface SessionInputOptions {
  video: VideoInput;
  microphone: MicrophoneInput;
  /** Of the model: asked of the camera as ideals. */
  size(): { width: number; height: number; frameRate: number };
  mirror(): Mirror;
  /** The picture to preview has changed. */
  onStream(stream: MediaStream | null): void;
  /** There is something else to send: see `isIncomplete` and `swapVideo`. */
  onChange(): void;
  onError(error: DecartError): void;
}

export interface SessionInput {
  /** What the user has to allow for this. */
  readonly devices: readonly Device[];
  /** Opens what is wanted and is not open yet. @throws `DecartError` `CAMERA_…`, `MICROPHONE_…`, `ABORTED` at `close()` */
  open(): Promise<void>;
  /** Fresh tracks for one connection. Those that an earlier one had are stopped. */
  take(): MediaStreamTrack[];
  /** There is a picture or a sound that the live connection has no track for: it has to be made anew. */
  readonly isIncomplete: boolean;
  /** Lets the live connection show the picture that there is now; `false` when it refused: to be tried again. */
  swapVideo: SentTracks['swapVideo'];
  /** Whatever was taken so far, the connection that comes has none of it, unless it takes tracks itself. */
  drop: SentTracks['drop'];
  /** Swaps the picture; the newest swap wins. @throws `DecartError` `CAMERA_…`; the old picture goes on. */
  setVideo(video: VideoInput): Promise<void>;
  setMicrophone(microphone: MicrophoneInput): Promise<void>;
  close(): void;
}

const FOLLOW_MS = 500;

const liveTrack = (tracks: MediaStreamTrack[]) => tracks.find(isOpen);

export function createSessionInput(options: SessionInputOptions): SessionInput {
  let { video, microphone } = options;
  let picture: MediaStreamTrack | undefined;
  let sound: MediaStreamTrack | undefined;
  let mixer: AudioMixer | undefined;
  let opening: Promise<void> | null = null;
  const sent = createSentTracks({ picture: () => picture, mirror: options.mirror, size: options.size });
  const closed = new AbortController();
  const underWay = {
    opening: new AbortController(),
    picture: new AbortController(),
    sound: new AbortController(),
    watch: new AbortController(),
    listen: new AbortController(),
  };

  /** Ends what was under way for the same purpose. */
  function renew(purpose: keyof typeof underWay): AbortSignal {
    underWay[purpose].abort(superseded());
    underWay[purpose] = new AbortController();
    return underWay[purpose].signal;
  }

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
    options.onStream(isStream(video) ? video : track ? new MediaStream([track]) : null);
  }

  /** Lets the microphone be heard, else what the caller's own stream has. */
  function playSound() {
    const heard = sound ?? (isStream(video) ? liveTrack(video.getAudioTracks()) : undefined);
    if (heard) mixer ??= createAudioMixer();
    mixer?.setSource(heard);
  }

  /** Looks after a picture until another takes its place. */
  function watch() {
    const signal = renew('watch');
    if (isStream(video)) follow(video, signal);
    else if (picture) guard(picture, video ?? {}, signal);
  }

  /** A caller's stream may get other tracks, and tells nobody when a script changes them. */
  function follow(stream: MediaStream, signal: AbortSignal) {
    const timer = setInterval(() => {
      const track = liveTrack(stream.getVideoTracks());
      if (track && track !== picture) showPicture(track);
      playSound();
      options.onChange();
    }, FOLLOW_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  function guard(track: MediaStreamTrack, constraints: MediaTrackConstraints, signal: AbortSignal) {
    guardDevice(
      track,
      {
        device: 'camera',
        constraints,
        open: async (request) => (await openDevices({ camera: cameraRequest(request) }, signal)).camera,
        onTrack(camera) {
          track.stop();
          showPicture(camera);
          watch();
          options.onChange();
        },
        onLost: (cause) => options.onError(cameraLost(cause)),
      },
      signal,
    );
  }

  /** Looks after a microphone until another takes its place. */
  function listen() {
    const signal = renew('listen');
    if (!sound || !microphone) return;
    guardDevice(
      sound,
      {
        device: 'microphone',
        constraints: microphone === true ? {} : microphone,
        open: async (request) => (await openDevices({ microphone: request }, signal)).microphone,
        onTrack: hear,
        onLost: (cause) => options.onError(microphoneLost(cause)),
      },
      signal,
    );
  }

  function hear(track: MediaStreamTrack | undefined) {
    sound = track;
    playSound();
    listen();
  }

  async function openMissing() {
    // What is wanted may change while a permission prompt is open.
    for (;;) {
      closed.signal.throwIfAborted();
      const signal = renew('opening');
      try {
        const opened = await openDevices(
          {
            ...(isCamera(video) && !isOpen(picture) && { camera: cameraRequest(video) }),
            ...(microphone && !isOpen(sound) && { microphone }),
          },
          signal,
        );
        if (signal.aborted) {
          stopAll(Object.values(opened));
          continue;
        }
        hear(opened.microphone ?? sound);
        if (!isOpen(picture)) {
          showPicture(isStream(video) ? liveTrack(video.getVideoTracks()) : opened.camera);
        }
        watch();
        options.onChange();
        return;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** Something else is wanted than what is being opened. */
  async function reopen() {
    underWay.opening.abort(superseded());
    await opening?.catch((error: unknown) => {
      if (!closed.signal.aborted) throw error;
    });
  }

  async function openCamera(constraints: MediaTrackConstraints, signal: AbortSignal) {
    const request = { camera: cameraRequest(constraints) };
    try {
      return (await openDevices(request, signal)).camera;
    } catch (error) {
      // Phones cannot open two cameras at once: the old one goes first, with its clone.
      if (fromThrown(error).code !== 'CAMERA_IN_USE' || !isCamera(video) || !picture) throw error;
      picture.stop();
      sent.stop('video');
      return (await openDevices(request, signal)).camera;
    }
  }

  return {
    get devices() {
      return [
        ...(isCamera(video) ? (['camera'] as const) : []),
        ...(microphone ? (['microphone'] as const) : []),
      ];
    },

    open() {
      opening ??= openMissing().finally(() => {
        opening = null;
      });
      return opening;
    },

    take() {
      // A microphone that is still opening will need a track.
      if (microphone) mixer ??= createAudioMixer();
      return sent.take({ picture: video !== null, sound: mixer?.track });
    },

    get isIncomplete() {
      return (isOpen(picture) && !sent.has('video')) || (mixer?.track !== undefined && !sent.has('audio'));
    },

    swapVideo: sent.swapVideo,
    drop: sent.drop,

    async setVideo(next) {
      if (opening && !isOpen(picture)) {
        video = next;
        return reopen();
      }
      const signal = renew('picture');
      let camera: MediaStreamTrack | undefined;
      try {
        if (isCamera(next)) camera = await openCamera(next, signal);
      } catch (error) {
        if (signal.aborted) return;
        // The old camera may have been turned off for the new one: it is taken up again.
        if (!isOpen(picture)) watch();
        throw error;
      }
      if (signal.aborted) return camera?.stop();
      const old = isCamera(video) ? picture : undefined;
      video = next;
      playSound();
      showPicture(isStream(next) ? liveTrack(next.getVideoTracks()) : camera);
      old?.stop();
      watch();
      options.onChange();
    },

    async setMicrophone(next) {
      if (opening && !isOpen(sound)) {
        microphone = next;
        return reopen();
      }
      const signal = renew('sound');
      let opened: MediaStreamTrack | undefined;
      try {
        if (next) opened = (await openDevices({ microphone: next }, signal)).microphone;
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      if (signal.aborted) return opened?.stop();
      sound?.stop();
      microphone = next;
      hear(opened);
      options.onChange();
    },

    close() {
      closed.abort(superseded());
      for (const controller of Object.values(underWay)) controller.abort(superseded());
      if (isCamera(video)) picture?.stop();
      sound?.stop();
      mixer?.close();
      sent.stop();
      picture = undefined;
      options.onStream(null);
    },
  };
}

function superseded() {
  return new DecartError('ABORTED', 'Another input took its place, or the session was stopped.');
}
