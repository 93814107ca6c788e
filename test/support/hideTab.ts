import { onTestFinished } from 'vitest';
import { replace } from './replace';

/**
 * What a page sees in a hidden tab: no animation frames, no callbacks for video frames. Until the test has finished, or the
 * returned function is called.
 */
export function hideTab(): () => void {
  const { prototype } = HTMLVideoElement;
  const restores = [
    replace(window, 'requestAnimationFrame', () => 0),
    replace(prototype, 'requestVideoFrameCallback', () => 0),
  ];
  let isHidden = true;
  function show() {
    if (!isHidden) return;
    isHidden = false;
    for (const restore of restores) restore();
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
  }
  onTestFinished(show);
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
  return show;
}
