// The video and audio that go into a session. The camera is ours: a connection only ever gets clones (see `sentTracks`); only
// `close()` turns the original off.
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
  /** The video to preview has changed. */
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
  /** There is video or audio that the live connection has no track for: it must be made again. */
  readonly isIncomplete: boolean;
  /** Gives the live connection the video that there is now; `false` when it refused, to be tried again. */
  swapVideo: SentTracks['swapVideo'];
  /** Whatever was taken so far, the connection that comes has none of it, unless it takes tracks itself. */
  drop: SentTracks['drop'];
  /** Swaps the video; the newest swap wins. @throws `DecartError` `CAMERA_…`; the old video stays. */
  setVideo(video: VideoInput): Promise<void>;
  setMicrophone(microphone: MicrophoneInput): Promise<void>;
  close(): void;
}

const FOLLOW_MS = 500;

const liveTrack = (tracks: MediaStreamTrack[]) => tracks.find(isOpen);

export function createSessionInput(options: SessionInputOptions): SessionInput {
  let { video, microphone } = options;
  let videoTrack: MediaStreamTrack | undefined;
  let microphoneTrack: MediaStreamTrack | undefined;
  let mixer: AudioMixer | undefined;
  let opening: Promise<void> | null = null;
  const sent = createSentTracks({ videoTrack: () => videoTrack, mirror: options.mirror, size: options.size });
  const closed = new AbortController();
  const underWay = {
    opening: new AbortController(),
    video: new AbortController(),
    audio: new AbortController(),
    watchVideo: new AbortController(),
    watchMicrophone: new AbortController(),
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

  function setVideoTrack(track: MediaStreamTrack | undefined) {
    videoTrack = track;
    options.onStream(isStream(video) ? video : track ? new MediaStream([track]) : null);
  }

  /** Sends the microphone, else the audio of the caller's own stream. */
  function updateAudio() {
    const source = microphoneTrack ?? (isStream(video) ? liveTrack(video.getAudioTracks()) : undefined);
    if (source) mixer ??= createAudioMixer();
    mixer?.setSource(source);
  }

  /** Looks after a video track until another takes its place. */
  function watchVideo() {
    const signal = renew('watchVideo');
    if (isStream(video)) watchStream(video, signal);
    else if (videoTrack) watchCamera(videoTrack, video ?? {}, signal);
  }

  /** A caller's stream may get other tracks, and tells nobody when a script changes them. */
  function watchStream(stream: MediaStream, signal: AbortSignal) {
    const timer = setInterval(() => {
      const track = liveTrack(stream.getVideoTracks());
      if (track && track !== videoTrack) setVideoTrack(track);
      updateAudio();
      options.onChange();
    }, FOLLOW_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  function watchCamera(track: MediaStreamTrack, constraints: MediaTrackConstraints, signal: AbortSignal) {
    guardDevice(
      track,
      {
        device: 'camera',
        constraints,
        open: async (request) => (await openDevices({ camera: cameraRequest(request) }, signal)).camera,
        onTrack(camera) {
          track.stop();
          setVideoTrack(camera);
          watchVideo();
          options.onChange();
        },
        onLost: (cause) => options.onError(cameraLost(cause)),
      },
      signal,
    );
  }

  /** Looks after a microphone until another takes its place. */
  function watchMicrophone() {
    const signal = renew('watchMicrophone');
    if (!microphoneTrack || !microphone) return;
    guardDevice(
      microphoneTrack,
      {
        device: 'microphone',
        constraints: microphone === true ? {} : microphone,
        open: async (request) => (await openDevices({ microphone: request }, signal)).microphone,
        onTrack: setMicrophoneTrack,
        onLost: (cause) => options.onError(microphoneLost(cause)),
      },
      signal,
    );
  }

  function setMicrophoneTrack(track: MediaStreamTrack | undefined) {
    microphoneTrack = track;
    updateAudio();
    watchMicrophone();
  }

  async function openMissing() {
    // What is wanted may change while a permission prompt is open.
    for (;;) {
      closed.signal.throwIfAborted();
      const signal = renew('opening');
      try {
        const opened = await openDevices(
          {
            ...(isCamera(video) && !isOpen(videoTrack) && { camera: cameraRequest(video) }),
            ...(microphone && !isOpen(microphoneTrack) && { microphone }),
          },
          signal,
        );
        if (signal.aborted) {
          stopAll(Object.values(opened));
          continue;
        }
        setMicrophoneTrack(opened.microphone ?? microphoneTrack);
        if (!isOpen(videoTrack)) {
          setVideoTrack(isStream(video) ? liveTrack(video.getVideoTracks()) : opened.camera);
        }
        watchVideo();
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
      if (fromThrown(error).code !== 'CAMERA_IN_USE' || !isCamera(video) || !videoTrack) throw error;
      videoTrack.stop();
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
      return sent.take({ video: video !== null, audio: mixer?.track });
    },

    get isIncomplete() {
      return (isOpen(videoTrack) && !sent.has('video')) || (mixer?.track !== undefined && !sent.has('audio'));
    },

    swapVideo: sent.swapVideo,
    drop: sent.drop,

    async setVideo(next) {
      if (opening && !isOpen(videoTrack)) {
        video = next;
        return reopen();
      }
      const signal = renew('video');
      let camera: MediaStreamTrack | undefined;
      try {
        if (isCamera(next)) camera = await openCamera(next, signal);
      } catch (error) {
        if (signal.aborted) return;
        // The old camera may have been turned off for the new one: it is taken up again.
        if (!isOpen(videoTrack)) watchVideo();
        throw error;
      }
      if (signal.aborted) return camera?.stop();
      const old = isCamera(video) ? videoTrack : undefined;
      video = next;
      updateAudio();
      setVideoTrack(isStream(next) ? liveTrack(next.getVideoTracks()) : camera);
      old?.stop();
      watchVideo();
      options.onChange();
    },

    async setMicrophone(next) {
      if (opening && !isOpen(microphoneTrack)) {
        microphone = next;
        return reopen();
      }
      const signal = renew('audio');
      let opened: MediaStreamTrack | undefined;
      try {
        if (next) opened = (await openDevices({ microphone: next }, signal)).microphone;
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      if (signal.aborted) return opened?.stop();
      microphoneTrack?.stop();
      microphone = next;
      setMicrophoneTrack(opened);
      options.onChange();
    },

    close() {
      closed.abort(superseded());
      for (const controller of Object.values(underWay)) controller.abort(superseded());
      if (isCamera(video)) videoTrack?.stop();
      microphoneTrack?.stop();
      mixer?.close();
      sent.stop();
      videoTrack = undefined;
      options.onStream(null);
    },
  };
}

function superseded() {
  return new DecartError('ABORTED', 'Another input took its place, or the session was stopped.');
}
