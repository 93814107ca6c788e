import { onTestFinished } from 'vitest';
import { replace } from './replace';

/** What a page sees in a hidden tab, until the test has finished: no animation frames, no callbacks for video frames. */
export function hideTab(): void {
  const { prototype } = HTMLVideoElement;
  for (const restore of [
    replace(window, 'requestAnimationFrame', () => 0),
    replace(prototype, 'requestVideoFrameCallback', () => 0),
  ]) {
    onTestFinished(restore);
  }
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  onTestFinished(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  document.dispatchEvent(new Event('visibilitychange'));
}
