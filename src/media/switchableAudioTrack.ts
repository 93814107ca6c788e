// A published microphone can't be swapped through the SDK. So what is published is the end of a WebAudio graph, and the
// microphone that flows into it can change, or be silent.
import { openAudioContext } from './audioContext';

export interface SwitchableAudioTrack {
  /** What to publish: clones of it. */
  readonly track: MediaStreamTrack | undefined;
  /**
   * Lets `source` be heard, or nothing.
   * @throws what the browser does, if it can't process this source: then nothing is heard
   */
  setSource(source: MediaStreamTrack | undefined): void;
  close(): void;
}

export function createSwitchableAudioTrack(): SwitchableAudioTrack {
  const { context, resume, close } = openAudioContext();
  const destination = context.createMediaStreamDestination();
  let source: MediaStreamTrack | undefined;
  let node: MediaStreamAudioSourceNode | undefined;

  return {
    track: destination.stream.getAudioTracks()[0],
    setSource(next) {
      if (next === source) return;
      source = next;
      node?.disconnect();
      node = undefined;
      if (next) node = context.createMediaStreamSource(new MediaStream([next]));
      node?.connect(destination);
      resume();
    },
    close,
  };
}
