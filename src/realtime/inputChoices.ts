import type { DecartError } from '../errors/DecartError';
import type { MicrophoneChoice, VideoChoice } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import { createStore, type ReadableStore, type Store } from '../store/store';
import { isSame } from './isSame';
import { createLatestChoice } from './latestChoice';
import type { StartedSession } from './startedSession';
import type { RealtimeOptions } from './types';

interface InputChoicesOptions {
  options: RealtimeOptions;
  /** What has the devices that are open; null before the first start. */
  started(): Pick<StartedSession, 'setVideo' | 'setMicrophone' | 'sendInput'> | null;
  /** An option can't be met. */
  onError(error: DecartError): void;
}

/** The inputs of a session: chosen by options and by calls, before a start and while it is live. */
export interface InputChoices {
  readonly video: VideoChoice;
  readonly microphone: MicrophoneChoice;
  readonly inputStore: ReadableStore<VideoChoice>;
  readonly microphoneStore: ReadableStore<MicrophoneChoice>;
  readonly mirrorStore: Store<Mirror>;
  /** The camera that was shown last, even by an earlier start: a script may have disabled it. */
  lastCamera: MediaStreamTrack | undefined;
  setInput(next: VideoChoice): Promise<void>;
  setMicrophone(next: MicrophoneChoice): Promise<void>;
  setMirror(next: Mirror): void;
  /** Applies the changes since `before`. */
  setOptions(next: RealtimeOptions, before: RealtimeOptions): void;
}

const videoOf = ({ input }: RealtimeOptions): VideoChoice => (input === undefined ? {} : input);

export function createInputChoices({ options, started, onError }: InputChoicesOptions): InputChoices {
  const video = createLatestChoice<VideoChoice>(videoOf(options));
  const microphone = createLatestChoice<MicrophoneChoice>(options.microphone ?? false);
  const mirrorStore = createStore<Mirror>(options.mirror ?? false);

  const setInput = (next: VideoChoice) => video.choose(next, () => started()?.setVideo(next));
  const setMicrophone = (next: MicrophoneChoice) =>
    microphone.choose(next, () => started()?.setMicrophone(next));

  function setMirror(next: Mirror) {
    mirrorStore.set(next);
    started()?.sendInput();
  }

  return {
    get video() {
      return video.value;
    },
    get microphone() {
      return microphone.value;
    },
    inputStore: video.applied,
    microphoneStore: microphone.applied,
    mirrorStore,
    lastCamera: undefined,
    setInput,
    setMicrophone,
    setMirror,
    setOptions(next, before) {
      if (next.mirror !== before.mirror) setMirror(next.mirror ?? false);
      if (!isSame(next.input, before.input)) void setInput(videoOf(next)).catch(onError);
      if (!isSame(next.microphone, before.microphone)) {
        void setMicrophone(next.microphone ?? false).catch(onError);
      }
    },
  };
}
