import { replace } from './replace';

/** Makes the browser hold video back as it would without a click, until the returned function is called. */
export function blockPlayback(): () => void {
  const allow = replace(HTMLMediaElement.prototype, 'play', async () => {
    throw new DOMException('Play needs a click.', 'NotAllowedError');
  });
  // The browsers of the tests may always play: what begins by `autoplay` is stopped before anybody hears of it.
  const stop = (event: Event) => {
    event.stopImmediatePropagation();
    if (event.target instanceof HTMLMediaElement) event.target.pause();
  };
  document.addEventListener('playing', stop, { capture: true });
  return () => {
    allow();
    document.removeEventListener('playing', stop, { capture: true });
  };
}
