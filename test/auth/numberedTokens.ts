import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { PageActivity } from '../../src/auth/pageActivity';
import type { DecartToken } from '../../src/auth/token';
import { createTokenSource } from '../../src/auth/tokenSource';
import { DecartError } from '../../src/errors/DecartError';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12) });
  vi.spyOn(Math, 'random').mockReturnValue(0.999);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

export const HOUR = 3_600_000;

function fakePage() {
  let active = true;
  const listeners = new Set<() => void>();
  const page: PageActivity = {
    isActive: () => active,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const set = (value: boolean) => {
    active = value;
    for (const listener of listeners) listener();
  };
  return { page, listeners, hide: () => set(false), show: () => set(true) };
}

/** A token route that takes 100 ms and numbers its tokens. */
export function setUp(token: Partial<DecartToken> | (() => Partial<DecartToken>) = { expiresIn: 60 }) {
  const fake = fakePage();
  const controllers: AbortController[] = [];
  let failure: unknown;
  const fetchToken = vi.fn(async (controller: AbortController): Promise<DecartToken> => {
    controllers.push(controller);
    const apiKey = `ek_${controllers.length}`;
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, 100);
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
    });
    if (failure) throw failure;
    return { apiKey, ...(typeof token === 'function' ? token() : token) };
  });
  const source = createTokenSource(fetchToken, fake.page);
  const failWith = (cause: unknown) => {
    failure = cause;
  };
  const key = async () => (await source.getToken()).apiKey;
  return { ...fake, source, fetchToken, controllers, failWith, key };
}

export const refused = new DecartError('TOKEN_FETCH_FAILED', 'The route is down.');

/** Gets the first token. */
export async function first({ key }: { key: () => Promise<string> }): Promise<void> {
  const token = key();
  await vi.advanceTimersByTimeAsync(100);
  expect(await token).toBe('ek_1');
}
