import { replace } from './replace';

/** Makes the browser block playback until somebody clicks, or until the returned function is called. */
export function blockPlayback(): () => void {
  const allow = replace(HTMLMediaElement.prototype, 'play', async () => {
    throw new DOMException('Play needs a click.', 'NotAllowedError');
  });
  // The tests' browsers may always play video: what `autoplay` starts is stopped before anything notices.
  const blocked = new AbortController();
  const { signal } = blocked;
  const stop = (event: Event) => {
    event.stopImmediatePropagation();
    if (event.target instanceof HTMLMediaElement) event.target.pause();
  };
  const release = () => {
    allow();
    blocked.abort();
  };
  document.addEventListener('playing', stop, { capture: true, signal });
  document.addEventListener('pointerdown', release, { capture: true, signal });
  return release;
}
