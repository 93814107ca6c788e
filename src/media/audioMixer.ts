// A published microphone cannot be swapped through the SDK. So what is published is the end of a WebAudio graph, and
// the microphone that flows into it can change, or be silent.

export interface AudioMixer {
  /** What to publish: clones of it. */
  readonly track: MediaStreamTrack | undefined;
  /** Lets `source` be heard, or nothing. */
  setSource(source: MediaStreamTrack | undefined): void;
  close(): void;
}

export function createAudioMixer(): AudioMixer {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  let source: MediaStreamTrack | undefined;
  let node: MediaStreamAudioSourceNode | undefined;
  // Without a gesture the browser may hold audio back until the first one; closed before it came, it refuses.
  const resume = () => void context.resume().catch(() => {});
  addEventListener('pointerdown', resume);
  addEventListener('keydown', resume);

  return {
    track: destination.stream.getAudioTracks()[0],
    setSource(next) {
      if (next === source) return;
      source = next;
      node?.disconnect();
      node = next && context.createMediaStreamSource(new MediaStream([next]));
      node?.connect(destination);
      resume();
    },
    close() {
      removeEventListener('pointerdown', resume);
      removeEventListener('keydown', resume);
      void context.close();
    },
  };
}
