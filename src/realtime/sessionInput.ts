// The video and audio that a session sends. A connection gets clones (see `sentTracks`); `close()` turns off the camera.
import type { DecartError } from '../errors/DecartError';
import type { VideoSource } from '../media/captureInput';
import { type Device, deviceReplaced, noFrames } from '../media/mediaError';
import { isCamera, isStream, type MicrophoneChoice, type VideoChoice } from '../media/mediaInput';
import { whenGranted } from '../media/openDevices';
import { isOpen, stopAll } from '../media/tracks';
import { createAudioInput } from './audioInput';
import { createDeviceMemory } from './deviceMemory';
import type { InputChoices } from './inputChoices';
import { openInput, openMicrophone, openNextCamera, openRecalled, toCameraRequest } from './openInput';
import { isSource, openSource } from './openSource';
import { createSentTracks, type SentTracks } from './sentTracks';
import { supersededError } from './sessionErrors';
import { createShownVideo, type ShownVideoOptions } from './shownVideo';
import { watchCamera } from './watchCamera';

interface SessionInputOptions extends Pick<ShownVideoOptions, 'onInput'> {
  choices: Pick<InputChoices, 'video' | 'microphone' | 'mirrorStore' | 'lastCamera'>;
  /** The model's size and rate: requested from the camera as ideal values. */
  size(): { width: number; height: number; frameRate: number };
  /** Whether a person's choice of devices is kept for the next visit. */
  remembersDevices(): boolean;
  /** The audio that is sent, muted or not; null when it has ended. */
  onAudio(track: MediaStreamTrack | null): void;
  /** There is new video or audio to send: see `isIncomplete` and `swapVideo`. */
  onChange(): void;
  onError(error: DecartError): void;
}

export interface SessionInput {
  /** The permissions that the user must grant for it. */
  readonly devices: readonly Device[];
  /** Browsers ask for a screen only right after a click, so it is opened before everything else, and kept. */
  readonly isScreen: boolean;
  /** Resolves when it opens by itself within a moment: nobody is asked any longer, and nothing has to load. */
  whenAllowed(signal: AbortSignal): Promise<void>;
  /** Opens the requested devices that aren't open yet. @throws `DecartError` `CAMERA_…`, `MICROPHONE_…`, `ABORTED` */
  open(): Promise<void>;
  /** Fresh tracks for one connection. The tracks of the previous connection are stopped. */
  take(): MediaStreamTrack[];
  /** The live connection has no track for some video or audio: it must reconnect. */
  readonly isIncomplete: boolean;
  /** Sends the current video on the live connection; resolves with `false` if it refused: then try again. */
  swapVideo: SentTracks['swapVideo'];
  hideUnseen: SentTracks['hideUnseen'];
  /** Swaps the video; the newest swap wins. @throws `DecartError` `CAMERA_…`; the old video stays. */
  setVideo(video: VideoChoice): Promise<void>;
  setMicrophone(microphone: MicrophoneChoice): Promise<void>;
  close(): void;
}

export function createSessionInput(options: SessionInputOptions): SessionInput {
  const { recall, remember } = createDeviceMemory(options.remembersDevices);
  let { video, microphone } = recall(options.choices);
  // A screen, canvas, video or file.
  let source: VideoSource | undefined;
  // Undefined until it is first opened: in a waiting line, devices stay off.
  let opening: Promise<void> | null | undefined;
  const audio = createAudioInput({
    stream: () => (isStream(video) ? video : undefined),
    onTrack: options.onAudio,
    onError: options.onError,
  });
  const shown = createShownVideo({
    choices: options.choices,
    onInput: options.onInput,
    onChange: options.onChange,
    onNoFrames: () => isCamera(video) && options.onError(noFrames()),
    onFollow: audio.update,
  });
  const sent = createSentTracks({
    videoTrack: () => shown.visibleTrack,
    isStill: () => shown.isStill,
    mirror: options.choices.mirrorStore.getSnapshot,
    size: options.size,
  });
  const closed = new AbortController();
  const underWay = {
    opening: new AbortController(),
    video: new AbortController(),
    audio: new AbortController(),
    watchVideo: new AbortController(),
  };

  /** Cancels the previous operation of the same kind. */
  function renew(purpose: keyof typeof underWay): AbortSignal {
    underWay[purpose].abort(supersededError());
    underWay[purpose] = new AbortController();
    return underWay[purpose].signal;
  }

  const cameraRequest = (choice: string | MediaTrackConstraints) => toCameraRequest(choice, options.size());
  const onReplaced = (device: Device) => options.onError(deviceReplaced(device));

  /** Looks after the camera that is shown until another takes its place. */
  function watchVideo(onLooked = () => {}) {
    const signal = renew('watchVideo');
    if (!shown.track || !isCamera(video)) return;
    const { onError } = options;
    watchCamera(shown.track, video, { toRequest: cameraRequest, onCamera, onError, onLooked }, signal);
  }

  function onCamera(camera: MediaStreamTrack) {
    shown.showCamera(camera);
    watchVideo();
    options.onChange();
  }

  async function openMissing() {
    // The requested devices may change while a permission prompt is open.
    for (;;) {
      closed.signal.throwIfAborted();
      const signal = renew('opening');
      try {
        const opened = await openChosen(signal);
        if (signal.aborted) {
          stopAll(Object.values(opened.tracks));
          opened.source?.close();
          continue;
        }
        if (!isVideoOpen()) showVideo(opened.tracks.camera, opened.source);
        if (opened.tracks.microphone) audio.setMicrophone(opened.tracks.microphone, microphone);
        else audio.update();
        remember('camera', opened.tracks.camera, video);
        remember('microphone', opened.tracks.microphone, microphone);
        options.onChange();
        return;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  const devices = (): Device[] => [
    ...(isCamera(video) ? (['camera'] as const) : []),
    ...(microphone ? (['microphone'] as const) : []),
  ];
  const isVideoOpen = () => shown.track !== undefined || source !== undefined;

  /** Opens the requested inputs that were never open. A camera or screen that was stopped stays off. */
  async function openChosen(signal: AbortSignal) {
    const opened =
      isSource(video) && !isVideoOpen() ? await openSource(video, options.size(), signal) : undefined;
    try {
      const tracks = await openInput(
        {
          ...(isCamera(video) && !isVideoOpen() && { camera: video }),
          ...(microphone && !audio.hasMicrophone && { microphone }),
        },
        cameraRequest,
        onReplaced,
        signal,
      );
      return { tracks, source: opened };
    } catch (error) {
      opened?.close();
      throw error;
    }
  }

  function showVideo(camera: MediaStreamTrack | undefined, opened: VideoSource | undefined) {
    source = opened;
    // The connection is there already.
    if (sent.has('video')) source?.play();
    if (opened) shown.showStream(opened.stream);
    else shown.showCamera(camera);
    watchVideo();
  }

  /** Meanwhile, another device was requested. */
  async function reopen() {
    underWay.opening.abort(supersededError());
    await opening?.catch((error: unknown) => {
      if (!closed.signal.aborted) throw error;
    });
  }

  function openCamera(choice: string | MediaTrackConstraints, signal: AbortSignal) {
    const old = isCamera(video) && isOpen(shown.track) ? shown.track : undefined;
    const closeOld = () => {
      shown.hush(true);
      old?.stop();
      // A clone keeps a camera open.
      sent.stop('video');
    };
    return openNextCamera(cameraRequest(choice), old && closeOld, signal);
  }

  /** Reopens the camera that was closed for another one. Resolves when it is open, or known to be gone. */
  const reopenCamera = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
      watchVideo(resolve);
    });

  return {
    get devices() {
      return devices();
    },

    get isScreen() {
      return video === 'screen';
    },

    whenAllowed: (signal) =>
      isSource(video) && !isStream(video) ? new Promise(() => {}) : whenGranted(devices, signal),

    open() {
      opening ??= openMissing().finally(() => {
        opening = null;
      });
      return opening;
    },

    take() {
      // A microphone that is still opening will need a track.
      if (microphone) audio.prepare();
      source?.play();
      return sent.take({ video: video !== null, audio: audio.track });
    },

    get isIncomplete() {
      return (isOpen(shown.track) && !sent.has('video')) || (audio.track !== undefined && !sent.has('audio'));
    },

    swapVideo: sent.swapVideo,
    hideUnseen: sent.hideUnseen,

    async setVideo(choice) {
      const next = recall({ video: choice, microphone }).video;
      if ((opening || (opening === undefined && isCamera(next))) && !isVideoOpen()) {
        video = next;
        return reopen();
      }
      const signal = renew('video');
      let camera: MediaStreamTrack | undefined;
      let opened: VideoSource | undefined;
      try {
        if (isCamera(next) && isCamera(choice)) {
          const open = (each: typeof next) => openCamera(each, signal);
          camera = await openRecalled('camera', { asked: choice, recalled: next }, open, onReplaced);
        } else if (isSource(next)) opened = await openSource(next, options.size(), signal);
      } catch (error) {
        if (signal.aborted) return;
        // The old camera may have been turned off for the new one.
        if (isCamera(video) && shown.track && !isOpen(shown.track)) await reopenCamera(signal);
        shown.hush(false);
        throw error;
      }
      if (signal.aborted) {
        camera?.stop();
        opened?.close();
        return;
      }
      const old = isCamera(video) ? shown.track : undefined;
      const oldSource = source;
      video = next;
      audio.update();
      showVideo(camera, opened);
      old?.stop();
      oldSource?.close();
      remember('camera', camera, next);
      options.onChange();
    },

    async setMicrophone(choice) {
      const next = recall({ video, microphone: choice }).microphone;
      if (opening !== null && !audio.hasMicrophone) {
        microphone = next;
        return reopen();
      }
      const signal = renew('audio');
      let opened: MediaStreamTrack | undefined;
      try {
        const open = (each: MicrophoneChoice) => openMicrophone(each, signal);
        if (next)
          opened = await openRecalled('microphone', { asked: choice, recalled: next }, open, onReplaced);
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
      if (isCamera(video)) shown.track?.stop();
      source?.close();
      audio.close();
      sent.stop();
      shown.close();
    },
  };
}
