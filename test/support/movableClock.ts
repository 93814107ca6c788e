import { onTestFinished } from 'vitest';
import { replace } from './replace';

/** Moves the page's clock forward for code that reads the time; timers aren't affected. */
export function movableClock(): (ms: number) => void {
  const now = performance.now.bind(performance);
  let ahead = 0;
  onTestFinished(replace(performance, 'now', () => now() + ahead));
  return (ms) => {
    ahead += ms;
  };
}
