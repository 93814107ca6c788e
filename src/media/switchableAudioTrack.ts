// A published microphone can't be swapped through the SDK. So what is published is the end of a WebAudio graph, and the
// microphone that flows into it can change, or be silent.

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

// Which of them count as a gesture differs from browser to browser. A finger that goes down may only begin to scroll.
const GESTURES = ['pointerdown', 'pointerup', 'touchend', 'click', 'keydown'];

export function createSwitchableAudioTrack(): SwitchableAudioTrack {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  let source: MediaStreamTrack | undefined;
  let node: MediaStreamAudioSourceNode | undefined;
  const closed = new AbortController();
  const { signal } = closed;
  // The browser may hold audio back until the first gesture, and a phone does so for the time of a call.
  const resume = () => void context.resume().catch(() => {});
  for (const gesture of GESTURES) addEventListener(gesture, resume, { signal, capture: true });
  context.addEventListener('statechange', resume, { signal });
  document.addEventListener('visibilitychange', resume, { signal });

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
    close() {
      closed.abort();
      void context.close();
    },
  };
}
