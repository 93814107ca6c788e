import { replace } from './replace';

/** Makes the browser hold video back until somebody clicks, or until the returned function is called. */
export function blockPlayback(): () => void {
  const allow = replace(HTMLMediaElement.prototype, 'play', async () => {
    throw new DOMException('Play needs a click.', 'NotAllowedError');
  });
  // The browsers of the tests may always play: what begins by `autoplay` is stopped before anybody hears of it.
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
