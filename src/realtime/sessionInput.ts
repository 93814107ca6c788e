// The video and audio that go into a session. The camera is ours: a connection only ever gets clones (see `sentTracks`); only
// `close()` turns the original off.
import type { DecartError } from '../errors/DecartError';
import { type InputStatus, watchInputStatus } from '../media/inputStatus';
import { type Device, deviceReplaced, noFrames } from '../media/mediaError';
import {
  isCamera,
  isStream,
  type MicrophoneChoice,
  toConstraints,
  type VideoChoice,
} from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import { openDevices } from '../media/openDevices';
import { watchStillness } from '../media/stillTrack';
import { isOpen, stopAll, videoTrackOf } from '../media/tracks';
import { createAudioInput } from './audioInput';
import { createDeviceMemory } from './deviceMemory';
import { openInput, openNextCamera, toCameraRequest } from './openInput';
import { createSentTracks, type SentTracks } from './sentTracks';
import { supersededError } from './sessionErrors';
import { watchCamera } from './watchCamera';

interface SessionInputOptions {
  video: VideoChoice;
  microphone: MicrophoneChoice;
  /** Of the model: asked of the camera as ideals. */
  size(): { width: number; height: number; frameRate: number };
  mirror(): Mirror;
  /** Whether the devices that a person chooses are kept for their next visit. */
  remembersDevices(): boolean;
  /** The video to preview, or whether it is sent, has changed. */
  onInput(input: { localStream: MediaStream | null; inputStatus: InputStatus }): void;
  /** The audio that is sent, muted or not; null when it is over. */
  onAudio(track: MediaStreamTrack | null): void;
  /** There is something else to send: see `isIncomplete` and `swapVideo`. */
  onChange(): void;
  onError(error: DecartError): void;
}

export interface SessionInput {
  /** What the user must allow for this. */
  readonly devices: readonly Device[];
  /** Opens what is wanted and is not open yet. @throws `DecartError` `CAMERA_…`, `MICROPHONE_…`, `ABORTED` at `close()` */
  open(): Promise<void>;
  /** Fresh tracks for one connection. Those that an earlier one had are stopped. */
  take(): MediaStreamTrack[];
  /** There is video or audio that the live connection has no track for: it must be made again. */
  readonly isIncomplete: boolean;
  /** Gives the live connection the video that there is now; `false` when it refused, to be tried again. */
  swapVideo: SentTracks['swapVideo'];
  /** Swaps the video; the newest swap wins. @throws `DecartError` `CAMERA_…`; the old video stays. */
  setVideo(video: VideoChoice): Promise<void>;
  setMicrophone(microphone: MicrophoneChoice): Promise<void>;
  close(): void;
}

const FOLLOW_MS = 500;

const noInput = (): InputStatus => 'none';

export function createSessionInput(options: SessionInputOptions): SessionInput {
  const { recall, remember } = createDeviceMemory(options.remembersDevices);
  let { video, microphone } = recall(options);
  let videoTrack: MediaStreamTrack | undefined;
  let localStream: MediaStream | null = null;
  let readStatus = noInput;
  let isStill = () => false;
  let opening: Promise<void> | null = null;
  const audio = createAudioInput({
    stream: () => (isStream(video) ? video : undefined),
    onTrack: options.onAudio,
    onError: options.onError,
  });
  const sent = createSentTracks({
    videoTrack: () => (readStatus() === 'live' ? videoTrack : undefined),
    isStill: () => isStill(),
    mirror: options.mirror,
    size: options.size,
  });
  const closed = new AbortController();
  const underWay = {
    opening: new AbortController(),
    video: new AbortController(),
    audio: new AbortController(),
    watchVideo: new AbortController(),
    watchStatus: new AbortController(),
  };

  /** Ends what was under way for the same purpose. */
  function renew(purpose: keyof typeof underWay): AbortSignal {
    underWay[purpose].abort(supersededError());
    underWay[purpose] = new AbortController();
    return underWay[purpose].signal;
  }

  const cameraRequest = (choice: string | MediaTrackConstraints) => toCameraRequest(choice, options.size());
  const showInput = () => options.onInput({ localStream, inputStatus: readStatus() });

  function setVideoTrack(track: MediaStreamTrack | undefined) {
    videoTrack = track;
    if (isStream(video)) localStream = video;
    else localStream = track ? new MediaStream([track]) : null;
    const signal = renew('watchStatus');
    readStatus = track ? watchInputStatus(track, { onChange: onStatus, onNoFrames }, signal) : noInput;
    // A camera gives frames all the time.
    isStill = track && isStream(video) ? watchStillness(track, options.onChange, signal) : () => false;
    showInput();
  }

  function onStatus() {
    showInput();
    options.onChange();
  }

  function onNoFrames() {
    if (isCamera(video)) options.onError(noFrames());
  }

  /** Looks after a video track until another takes its place. */
  function watchVideo(onLooked = () => {}) {
    const signal = renew('watchVideo');
    if (isStream(video)) watchStream(video, signal);
    else if (videoTrack && video !== null) {
      const { onError } = options;
      watchCamera(videoTrack, video, { toRequest: cameraRequest, onCamera, onError, onLooked }, signal);
    }
  }

  function onCamera(camera: MediaStreamTrack) {
    setVideoTrack(camera);
    watchVideo();
    options.onChange();
  }

  /** A caller's stream may get other tracks, and tells nobody when a script changes them. */
  function watchStream(stream: MediaStream, signal: AbortSignal) {
    const timer = setInterval(() => {
      const track = videoTrackOf(stream);
      if (track !== videoTrack) setVideoTrack(track);
      audio.update();
      options.onChange();
    }, FOLLOW_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  async function openMissing() {
    // What is wanted may change while a permission prompt is open.
    for (;;) {
      closed.signal.throwIfAborted();
      const signal = renew('opening');
      try {
        const opened = await openChosen(signal);
        if (signal.aborted) {
          stopAll(Object.values(opened));
          continue;
        }
        if (!videoTrack) {
          setVideoTrack(isStream(video) ? videoTrackOf(video) : opened.camera);
          watchVideo();
        }
        if (opened.microphone) audio.setMicrophone(opened.microphone, microphone);
        else audio.update();
        remember('camera', opened.camera, video);
        remember('microphone', opened.microphone, microphone);
        options.onChange();
        return;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** Opens the devices that are wanted and were never open. A camera that a script stopped stays off. */
  const openChosen = (signal: AbortSignal) =>
    openInput(
      {
        ...(isCamera(video) && !videoTrack && { camera: video }),
        ...(microphone && !audio.isMicrophoneOpen && { microphone }),
      },
      cameraRequest,
      (device) => options.onError(deviceReplaced(device)),
      signal,
    );

  /** Something else is wanted than what is being opened. */
  async function reopen() {
    underWay.opening.abort(supersededError());
    await opening?.catch((error: unknown) => {
      if (!closed.signal.aborted) throw error;
    });
  }

  function openCamera(choice: string | MediaTrackConstraints, signal: AbortSignal) {
    const old = isCamera(video) && isOpen(videoTrack) ? videoTrack : undefined;
    const closeOld = () => {
      old?.stop();
      // A clone keeps a camera open.
      sent.stop('video');
    };
    return openNextCamera(cameraRequest(choice), old && closeOld, signal);
  }

  /** Opens the camera again that was closed for another. Resolves when it is there, or is known to be gone. */
  const reopenCamera = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
      watchVideo(resolve);
    });

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
      if (microphone) audio.prepare();
      return sent.take({ video: video !== null, audio: audio.track });
    },

    get isIncomplete() {
      return (isOpen(videoTrack) && !sent.has('video')) || (audio.track !== undefined && !sent.has('audio'));
    },

    swapVideo: sent.swapVideo,

    async setVideo(choice) {
      const next = recall({ video: choice, microphone }).video;
      if (opening && !videoTrack) {
        video = next;
        return reopen();
      }
      const signal = renew('video');
      let camera: MediaStreamTrack | undefined;
      try {
        if (isCamera(next)) camera = await openCamera(next, signal);
      } catch (error) {
        if (signal.aborted) return;
        // The old camera may have been turned off for the new one.
        if (isCamera(video) && videoTrack && !isOpen(videoTrack)) await reopenCamera(signal);
        throw error;
      }
      if (signal.aborted) return camera?.stop();
      const old = isCamera(video) ? videoTrack : undefined;
      video = next;
      audio.update();
      setVideoTrack(isStream(next) ? videoTrackOf(next) : camera);
      old?.stop();
      watchVideo();
      remember('camera', camera, next);
      options.onChange();
    },

    async setMicrophone(choice) {
      const next = recall({ video, microphone: choice }).microphone;
      if (opening && !audio.isMicrophoneOpen) {
        microphone = next;
        return reopen();
      }
      const signal = renew('audio');
      let opened: MediaStreamTrack | undefined;
      try {
        if (next) opened = (await openDevices({ microphone: toConstraints(next) }, signal)).microphone;
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      if (signal.aborted) return opened?.stop();
      microphone = next;
      audio.setMicrophone(opened, next);
      remember('microphone', opened, next);
      options.onChange();
    },

    close() {
      closed.abort(supersededError());
      for (const controller of Object.values(underWay)) controller.abort(supersededError());
      if (isCamera(video)) videoTrack?.stop();
      audio.close();
      sent.stop();
      videoTrack = undefined;
      options.onInput({ localStream: null, inputStatus: 'none' });
    },
  };
}
