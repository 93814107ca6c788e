import { onTestFinished } from 'vitest';
import { replace } from './replace';

/** Puts the page's clock forward, as far as it is asked for the time. */
export function movableClock(): (ms: number) => void {
  const now = performance.now.bind(performance);
  let ahead = 0;
  onTestFinished(replace(performance, 'now', () => now() + ahead));
  return (ms) => {
    ahead += ms;
  };
}
