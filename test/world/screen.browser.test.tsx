import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { hideTab } from '../support/hideTab';
import { renderStream } from '../support/renderStream';

/** The locks that the page holds. Released in a hidden tab, as browsers do. */
function watchWakeLocks() {
  const locks = new Set<EventTarget>();
  const request = async () => {
    const lock = Object.assign(new EventTarget(), {
      released: false,
      async release(): Promise<void> {
        lock.released = true;
        locks.delete(lock);
      },
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void lock.release();
    });
    locks.add(lock);
    return lock;
  };
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'wakeLock'));
  return locks;
}

test('the screen stays on while a session is live, even after a visit to another tab, and no longer', async () => {
  const locks = watchWakeLocks();
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const view = renderStream({ model: 'lucy-2.5', input: picture.stream });
  expect(locks.size).toBe(0);
  void view.stream.start();
  await view.reached('generating');
  expect(locks.size).toBe(1);
  const showTab = hideTab();
  expect(locks.size).toBe(0);
  showTab();
  await expect.poll(() => locks.size).toBe(1);
  view.sandbox.closeSignaling(1006);
  await view.reached('reconnecting');
  await view.reached('generating');
  expect(locks.size).toBe(1);
  await view.stream.stop();
  await expect.poll(() => locks.size).toBe(0);
});
