// The audio of a session: the microphone, else the audio of the caller's own stream.
import type { DecartError } from '../errors/DecartError';
import { guardDevice } from '../media/deviceGuard';
import { deviceReplaced, microphoneLost, microphoneUnsupported } from '../media/mediaError';
import type { MicrophoneChoice } from '../media/mediaInput';
import { openDevices } from '../media/openDevices';
import { createSwitchableAudioTrack, type SwitchableAudioTrack } from '../media/switchableAudioTrack';
import { isOpen } from '../media/tracks';

interface AudioInputOptions {
  stream(): MediaStream | undefined;
  /** The track is ready, or closed. */
  onTrack(track: MediaStreamTrack | null): void;
  onError(error: DecartError): void;
}

export interface AudioInput {
  /** Clones of the track, for publishing. `undefined` until there is audio, or will be some. */
  readonly track: MediaStreamTrack | undefined;
  /** True even if it was lost: another is opened as soon as one is plugged in. */
  readonly hasMicrophone: boolean;
  /** Creates the track, for a microphone that is still opening. */
  prepare(): void;
  /** Sends a microphone, and treats it as its `choice` says. The previous one is stopped. */
  setMicrophone(track: MediaStreamTrack | undefined, choice: MicrophoneChoice): void;
  /** The caller's own stream may have other tracks. */
  update(): void;
  close(): void;
}

export function createAudioInput({ stream, onTrack, onError }: AudioInputOptions): AudioInput {
  let audio: SwitchableAudioTrack | undefined;
  let microphone: MediaStreamTrack | undefined;
  let watching = new AbortController();

  function prepare() {
    if (audio) return;
    audio = createSwitchableAudioTrack();
    onTrack(audio.track ?? null);
  }

  function update() {
    const source = microphone ?? stream()?.getAudioTracks().find(isOpen);
    try {
      if (source) prepare();
      audio?.setSource(source);
    } catch (cause) {
      onError(microphoneUnsupported(cause));
      // Nothing uses it, so its light goes off.
      microphone?.stop();
      microphone = undefined;
    }
  }

  function setMicrophone(track: MediaStreamTrack | undefined, choice: MicrophoneChoice) {
    if (track !== microphone) microphone?.stop();
    microphone = track;
    update();
    watch(choice);
  }

  function watch(choice: MicrophoneChoice) {
    watching.abort();
    if (!microphone) return;
    watching = new AbortController();
    const { signal } = watching;
    guardDevice(
      microphone,
      {
        device: 'microphone',
        choice,
        open: async (request) => (await openDevices({ microphone: request }, signal)).microphone,
        onTrack(track) {
          if (isReplaced(track, choice)) onError(deviceReplaced('microphone'));
          setMicrophone(track, choice);
        },
        onLost: (cause) => onError(microphoneLost(cause)),
      },
      signal,
    );
  }

  return {
    get track() {
      return audio?.track;
    },
    get hasMicrophone() {
      return microphone !== undefined;
    },
    prepare,
    setMicrophone,
    update,
    close() {
      watching.abort();
      microphone?.stop();
      audio?.close();
      onTrack(null);
    },
  };
}

/** Whether it isn't the device that a person chose. */
export function isReplaced(track: MediaStreamTrack, choice: MicrophoneChoice | null): boolean {
  return typeof choice === 'string' && track.getSettings().deviceId !== choice;
}
