// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { createSessionPass } from '../../src/realtime/sessionPass';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([1, 4, 5, 60])(
  'a token that is valid for %s s when its turn comes is used at once',
  async (seconds) => {
    let asked = 0;
    const core = createClientCore({
      async getToken({ purpose }) {
        // Only a token says that there is a line.
        if (purpose === 'request') return { apiKey: 'ek_0', expiresIn: 60, line: true };
        asked += 1;
        // A wait, so that an endless loop can be stopped.
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { apiKey: `ek_${asked}`, expiresIn: seconds, ticket: 'ticket' };
      },
    });
    await core.auth.getToken();
    const stop = new AbortController();
    const wait = { signal: stop.signal, onQueue() {}, onTurn() {} };
    const pass = createSessionPass(core, () => {});
    const result = vi.fn();
    void pass
      .enter(wait)
      .then(() => pass.getToken(wait))
      .then(result, () => {});
    await vi.advanceTimersByTimeAsync(5000);
    stop.abort();
    expect(asked).toBe(1);
    expect(result).toHaveBeenCalledWith({ apiKey: 'ek_1', constraints: undefined });
  },
);

test.each([
  [0, 15_000],
  [Number.NaN, 15_000],
  [-5, 1000],
  [0.01, 1000],
  [20, 20_000],
  [1e9, 3_600_000],
])('a route that returns `aliveSeconds: %s` is reported to every %s ms', async (aliveSeconds, ms) => {
  const events: unknown[] = [];
  const core = createClientCore({
    getToken({ purpose, event }) {
      if (event) events.push(event);
      if (purpose === 'request') return { apiKey: 'ek_0', expiresIn: 60, line: true };
      return { apiKey: 'ek_1', expiresIn: 60, ticket: 'ticket', aliveSeconds };
    },
  });
  await core.auth.getToken();
  const wait = { signal: new AbortController().signal, onQueue() {}, onTurn() {} };
  const pass = createSessionPass(core, () => {});
  await pass.enter(wait);
  await pass.getToken(wait);
  pass.start();
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect(events).toEqual(['started']);
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toEqual(['started', 'alive']);
  pass.leave();
});

test('stopped before its first ticket has come, it gives the ticket back', async () => {
  const events: unknown[] = [];
  const core = createClientCore({
    async getToken({ purpose, ticket, event }) {
      if (event) events.push([ticket, event]);
      if (purpose === 'request') return { apiKey: 'ek_0', expiresIn: 60, line: true };
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { apiKey: 'ek_1', expiresIn: 60, ticket: 'late' };
    },
  });
  await core.auth.getToken();
  const stop = new AbortController();
  const pass = createSessionPass(core, () => {});
  const outcome = pass.enter({ signal: stop.signal, onQueue() {}, onTurn() {} }).catch((reason) => reason);
  await vi.advanceTimersByTimeAsync(50);
  stop.abort('stopped');
  pass.leave();
  expect(await outcome).toMatchObject({ code: 'ABORTED' });
  await vi.advanceTimersByTimeAsync(50);
  expect(events).toEqual([['late', 'ended']]);
});

test('stopped from within the callback that announces its turn, it hands out no token', async () => {
  let asked = 0;
  const core = createClientCore({
    getToken({ purpose }) {
      if (purpose === 'request') return { apiKey: 'ek_0', expiresIn: 60, line: true };
      asked += 1;
      if (asked > 1) return { apiKey: 'ek_1', expiresIn: 60, ticket: 'ticket' };
      return { queued: { position: 1, size: 1 }, ticket: 'ticket', retrySeconds: 1 };
    },
  });
  await core.auth.getToken();
  const stop = new AbortController();
  const pass = createSessionPass(core, () => stop.abort('stopped'));
  const outcome = pass.getToken({ signal: stop.signal, onQueue() {}, onTurn() {} }).catch((reason) => reason);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await outcome).toBe('stopped');
});
