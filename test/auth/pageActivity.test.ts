// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { pageActivity } from '../../src/auth/pageActivity';

afterEach(() => vi.restoreAllMocks());

it('is over while the page is hidden, and not because the browser says that it is offline', () => {
  expect(pageActivity.isActive()).toBe(true);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect(pageActivity.isActive()).toBe(true);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  expect(pageActivity.isActive()).toBe(false);
});

it('reports when the page is visible or online again, until unsubscribed', () => {
  const listener = vi.fn();
  const unsubscribe = pageActivity.subscribe(listener);
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('online'));
  expect(listener).toHaveBeenCalledTimes(2);
  unsubscribe();
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('online'));
  expect(listener).toHaveBeenCalledTimes(2);
});
