import { describe, expect, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { expectMovingPicture } from '../support/pictures';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests } from '../support/resources';
import { useTestSandbox } from '../support/sdkSession';

const LIVE = {
  model: 'lucy-2.5',
  autoStart: true,
  input: { width: 320, height: 180 },
} as const;
const QUICK = { attempts: 3, minDelay: 20, maxDelay: 40 };
const LIVE_ONCE = ['connecting', 'connected', 'generating'];
type View = ReturnType<typeof renderStream>;

async function renderLive(
  options: Partial<RealtimeOptions> = {},
  setup?: Parameters<typeof renderStream>[1],
) {
  const view = renderStream({ ...LIVE, ...options }, setup);
  await view.reached('generating');
  return view;
}

/** It ended with this error, which was reported once, and nothing is left. Another start succeeds after the repair. */
async function failsOnce(view: View, code: string, repair: () => void) {
  await view.reached('error');
  expect(view.stream.error).toMatchObject({ code, fatal: true });
  expect(view.errors).toEqual([code]);
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  repair();
  await view.stream.start();
  await view.reached('generating');
}

describe("a lost connection that can't reconnect", () => {
  test('with reconnect: false it is CONNECTION_LOST at once', async () => {
    const view = await renderLive({ reconnect: false });
    view.sandbox.closeSignaling(1011);
    await failsOnce(view, 'CONNECTION_LOST', () => {});
    expect(view.statuses.slice(0, 5)).toEqual([...LIVE_ONCE, 'reconnecting', 'error']);
  });

  test('after as many attempts as the policy says', async () => {
    const view = await renderLive({ reconnect: QUICK });
    view.sandbox.refuseHandshake();
    view.sandbox.closeSignaling();
    await failsOnce(view, 'CONNECTION_LOST', () => view.sandbox.refuseHandshake(0));
    const refused = view.sandbox.events.filter(({ what }) => what === 'refused');
    expect(refused).toHaveLength(QUICK.attempts);
  });

  test('too many sessions: CONCURRENCY_LIMIT, and no other try, which would take the slot of somebody who waits', async () => {
    const view = await renderLive({ reconnect: QUICK });
    view.sandbox.limitSessions(0);
    view.sandbox.closeSignaling(1013);
    await failsOnce(view, 'CONCURRENCY_LIMIT', () => view.sandbox.limitSessions(10));
    const refused = view.sandbox.events.filter(({ what }) => what === 'refused');
    expect(refused).toHaveLength(1);
  });

  test('the token is revoked and there is no other: reported once', async () => {
    const view = await renderLive({ reconnect: QUICK });
    view.sandbox.revokeTokens();
    view.sandbox.refuseTokens();
    view.sandbox.closeSignaling();
    await failsOnce(view, 'TOKEN_FETCH_FAILED', () => view.sandbox.refuseTokens(false));
  });

  test('a token route that returns refused tokens: UNAUTHORIZED after the second', async () => {
    let bad = false;
    const sandbox = useTestSandbox();
    const { getToken } = sandbox.providerProps;
    const view = await renderLive(
      { reconnect: QUICK },
      { sandbox, getToken: async () => ({ ...(await getToken()), ...(bad && { apiKey: 'ek_bad' }) }) },
    );
    bad = true;
    view.sandbox.revokeTokens();
    view.sandbox.closeSignaling();
    await failsOnce(view, 'UNAUTHORIZED', () => {
      bad = false;
    });
    expect(view.sandbox.events.filter(({ what }) => what === 'refused')).toHaveLength(2);
  });

  test('the model no longer allowed: it stops at the first refusal', async () => {
    const tokenOptions = { allowedModels: ['lucy-2.5'] };
    const view = await renderLive({}, { sandboxOptions: { tokenOptions } });
    tokenOptions.allowedModels = ['lucy-vton-3'];
    view.sandbox.rejectKeyWithReason();
    view.sandbox.expireTokens();
    view.sandbox.closeSignaling();
    await failsOnce(view, 'MODEL_NOT_ALLOWED', () => {
      tokenOptions.allowedModels = ['lucy-2.5'];
      view.render({ model: 'lucy-2.5' });
      view.sandbox.expireTokens();
    });
  });
});

describe('a lost connection that reconnects', () => {
  test('offline it waits, without a try, and reconnects when the network is back', async () => {
    // Futile retries would have used these up.
    const view = await renderLive({ reconnect: { attempts: 2, minDelay: 10 } });
    view.sandbox.offline(700);
    await view.reached('reconnecting');
    await view.reached('generating');
    expect(view.sandbox.tokenRequests).toBe(1);
    expect(view.errors).toEqual([]);
  });

  test('lost repeatedly, it comes back each time', { tags: ['long'] }, async () => {
    const view = await renderLive({ reconnect: { ...QUICK, attempts: 8 } });
    for (let i = 0; i < 4; i++) {
      view.sandbox.closeSignaling();
      await expect.poll(() => view.statuses.filter((status) => status === 'reconnecting').length).toBe(i + 1);
      await view.reached('generating');
    }
    expect(view.mostSessions).toBe(1);
    expect(cameraRequests()).toBe(1);
  });

  test('lost every time, as soon as it is back: it gives up, rather than being billed forever', {
    tags: ['long'],
  }, async () => {
    const view = await renderLive({ reconnect: QUICK });
    while (view.statuses.at(-1) !== 'error') {
      view.sandbox.closeSignaling(1011, 'The model crashed');
      await expect.poll(() => view.statuses.at(-1)).toMatch(/reconnecting|error/);
      await expect.poll(() => view.statuses.at(-1)).toMatch(/generating|error/);
    }
    expect(view.stream.error).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(view.stream.error?.message).toContain('The model crashed');
    expect(view.sandbox.sessions.length).toBe(QUICK.attempts + 1);
    expect(view.open()).toEqual(ALL_CLOSED);
  });

  test('closed because the token is refused: it reconnects with another one', async () => {
    const view = await renderLive();
    view.sandbox.closeSignaling(1008, 'unauthorized');
    await expect.poll(() => view.statuses.at(-1)).toBe('reconnecting');
    await view.reached('generating');
    const [before, after] = view.sandbox.sessions;
    expect(after?.apiKey).not.toBe(before?.apiKey);
  });

  test('closed because the model is no longer allowed: it says so, and does not retry', async () => {
    const view = await renderLive();
    view.sandbox.closeSignaling(1008, 'Model not allowed');
    await view.reached('error');
    expect(view.stream.error?.code).toBe('MODEL_NOT_ALLOWED');
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test('with the options of its start: changes since then apply to the next', async () => {
    const view = await renderLive({ passthrough: true });
    view.render({ passthrough: false });
    view.sandbox.closeSignaling();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    const joins = view.sandbox.sessions.map(({ messages }) => messages[0]);
    expect(joins).toEqual(
      [1, 2].map(() => expect.objectContaining({ type: 'livekit_join', passthrough: true })),
    );
  });

  test('as often as set at its start: another policy applies to the next', async () => {
    const view = await renderLive({ reconnect: QUICK });
    view.render({ reconnect: false });
    view.sandbox.closeSignaling();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    await view.stream.stop();
    await view.stream.start();
    view.sandbox.closeSignaling();
    await view.reached('error');
    expect(view.errors).toEqual(['CONNECTION_LOST']);
  });

  test('a page that seems to be left but stays (a download, a cancelled leave): one session at a time, no error', {
    tags: ['long'],
  }, async () => {
    const view = await renderLive({ reconnect: false });
    dispatchEvent(new Event('beforeunload'));
    await expect.poll(() => view.statuses.at(-1)).toBe('reconnecting');
    expect(view.sandbox.sessions).toHaveLength(1);
    await view.reached('generating');
    expect(view.errors).toEqual([]);
    expect(view.mostSessions).toBe(1);
  });

  test('unmounted meanwhile, nothing is left open, and no more callbacks are called', async () => {
    const view = await renderLive({ reconnect: QUICK });
    const release = view.sandbox.holdSignaling();
    view.sandbox.closeSignaling();
    await view.reached('reconnecting');
    await expect.poll(() => view.sandbox.waitingAt('signaling')).toBe(1);
    view.unmount();
    await expect.poll(() => view.statuses.at(-1)).toBe('idle');
    const told = [...view.statuses];
    release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.statuses).toEqual(told);
    expect(view.errors).toEqual([]);
  });
});

describe('another model while live', () => {
  test('is one new session, with the same camera', async () => {
    const view = await renderLive({ prompt: 'film noir' });
    view.render({ model: 'lucy-vton-3' });
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    expect(view.sandbox.sessions[1]).toMatchObject({ model: 'lucy-vton-3', prompt: 'film noir' });
    expect(cameraRequests()).toBe(1);
    expect(view.mostSessions).toBe(1);
    expect(view.statuses.slice(3)).toEqual(LIVE_ONCE);
  });

  test('keeps nothing from the previous one: no seconds, no numbers', async () => {
    const view = await renderLive();
    const { secondsStore, statsStore } = view.stream.session;
    await expect.poll(() => secondsStore.getSnapshot() > 0 && statsStore.getSnapshot()).toBeTruthy();
    view.sandbox.holdSignaling();
    view.render({ model: 'lucy-vton-3' });
    await view.reached('connecting');
    expect([secondsStore.getSnapshot(), statsStore.getSnapshot()]).toEqual([0, null]);
  });

  test('that does not exist ends the session, and a valid one can be started', async () => {
    const view = await renderLive();
    // @ts-expect-error -- what plain JavaScript may pass
    view.render({ model: 'lucy-9' });
    await failsOnce(view, 'MODEL_NOT_FOUND', () => view.render({ model: 'lucy-2.5' }));
  });

  test('there and back while both are about to be sent: the picture arrives', {
    tags: ['long'],
  }, async () => {
    const view = renderStream(LIVE);
    const release = view.sandbox.hold('publish');
    await expect.poll(() => view.sandbox.waitingAt('publish')).toBe(1);
    view.render({ model: 'lucy-vton-3' });
    await expect.poll(() => view.sandbox.waitingAt('publish')).toBe(2);
    view.render({ model: 'lucy-2.5' });
    release();
    await view.reached('generating');
    await expectMovingPicture(view);
    await expect.poll(() => view.open().sessions).toBe(1);
  });

  test('there and back in the queue: one session at a time, and the abandoned ones send nothing', async () => {
    const view = renderStream(LIVE);
    view.sandbox.queue(10, { intervalMs: 80 });
    await view.reached('queued');
    view.render({ model: 'lucy-vton-3' });
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    view.render({ model: 'lucy-2.5' });
    await view.reached('generating');
    expect(view.mostSessions).toBe(1);
    expect(view.sandbox.sessions.map(({ publishedTracks }) => publishedTracks.length)).toEqual([0, 0, 1]);
  });
});
