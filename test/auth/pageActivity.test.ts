// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { pageActivity } from '../../src/auth/pageActivity';

afterEach(() => vi.restoreAllMocks());

it('is over while the page is hidden or offline', () => {
  expect(pageActivity.isActive()).toBe(true);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  expect(pageActivity.isActive()).toBe(false);
  visibility.mockReturnValue('visible');
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect(pageActivity.isActive()).toBe(false);
});

it('tells when the page is looked at again, is offline or is online again, until unsubscribed', () => {
  const listener = vi.fn();
  const unsubscribe = pageActivity.subscribe(listener);
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  expect(listener).toHaveBeenCalledTimes(3);
  unsubscribe();
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  expect(listener).toHaveBeenCalledTimes(3);
});
