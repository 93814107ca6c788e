// Which of these events count as a gesture differs from browser to browser. A finger that touches the screen may only be
// starting to scroll.
const GESTURES = ['pointerdown', 'pointerup', 'touchend', 'click', 'keydown'];

/**
 * An audio context that runs whenever the browser allows it: it may need a gesture, and a phone pauses it during a call.
 */
export function openAudioContext() {
  const context = new AudioContext();
  const closed = new AbortController();
  const { signal } = closed;
  const resume = () => void context.resume().catch(() => {});
  for (const gesture of GESTURES) addEventListener(gesture, resume, { signal, capture: true });
  context.addEventListener('statechange', resume, { signal });
  document.addEventListener('visibilitychange', resume, { signal });
  return {
    context,
    resume,
    close() {
      closed.abort();
      void context.close();
    },
  };
}
