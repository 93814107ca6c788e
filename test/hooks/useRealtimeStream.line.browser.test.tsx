import { expect, onTestFinished, test, vi } from 'vitest';
import type { GetToken } from '../../src/auth/token';
import type { RealtimeOptions } from '../../src/realtime/types';
import { createSandbox } from '../../src/sandbox';
import { SANDBOX_PERMANENT_KEY } from '../../src/sandbox/tokens/tokenRegistry';
import { createTokenHandler, type SessionsOptions } from '../../src/server';
import { renderStream, type Through } from '../support/renderStream';

const LIVE = { model: 'lucy-2.5', input: { width: 320, height: 180 } } as const;

/** A token route with a waiting line, in the page: its Decart is the sandbox. */
function startRoute(sessions: Partial<SessionsOptions> = {}) {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  const handler = createTokenHandler({
    authorize: (request: Request) => request.headers.get('x-user'),
    apiKey: SANDBOX_PERMANENT_KEY,
    baseUrl: sandbox.providerProps.baseUrl,
    tokenOptions: { allowedOrigins: 'any' },
    sessions: { capacity: 1, maxDurationSeconds: 600, ...sessions },
  });
  const events: string[] = [];
  let isDown = false;
  let refused = 0;
  const asked: string[] = [];
  const render = (user: string, options: Partial<RealtimeOptions> = {}, through?: Through) => {
    const getToken: GetToken = async ({ headers, signal, event }) => {
      asked.push(user);
      if (event) events.push(`${user} ${event}`);
      if (isDown) refused += 1;
      if (isDown) return new Response('{}', { status: 503, headers: { 'retry-after': '1' } });
      const url = `${location.origin}/api/decart/token`;
      return handler(new Request(url, { method: 'POST', signal, headers: { ...headers, 'x-user': user } }));
    };
    return renderStream(
      { ...LIVE, autoStart: true, ...options },
      { sandbox, getToken, ...(through && { through }) },
    );
  };
  return {
    sandbox,
    render,
    events,
    stats: handler.stats,
    asked: (user: string) => asked.filter((name) => name === user).length,
    /** The number of requests while the route was down. */
    get refused() {
      return refused;
    },
    setDown(down: boolean) {
      isDown = down;
    },
  };
}

/** The tracks of every camera that is opened from now on. */
function watchCameras() {
  const opened: MediaStreamTrack[] = [];
  const { mediaDevices } = navigator;
  const spy = vi.spyOn(mediaDevices, 'getUserMedia');
  const open = spy.getMockImplementation() ?? MediaDevices.prototype.getUserMedia.bind(mediaDevices);
  spy.mockImplementation(async (constraints) => {
    const stream = await open(constraints);
    opened.push(...stream.getTracks());
    return stream;
  });
  onTestFinished(() => spy.mockRestore());
  return opened;
}

test('four players, two slots: each moves up the line, and has a turn', async () => {
  const route = startRoute({ capacity: 2 });
  const ada = route.render('ada');
  await ada.reached('generating');
  const bob = route.render('bob');
  await bob.reached('generating');
  const eve = route.render('eve');
  await eve.reached('queued');
  expect(eve.stream.queue).toMatchObject({ kind: 'line', position: 1, queueSize: 1, retrySeconds: 2 });
  const zoe = route.render('zoe');
  await zoe.reached('queued');
  expect(zoe.stream.queue).toMatchObject({ position: 2, queueSize: 2 });
  await expect(route.stats()).resolves.toMatchObject({ active: 2, waiting: 2 });

  await ada.stream.stop();
  await eve.reached('generating');
  await expect.poll(() => zoe.stream.queue?.position).toBe(1);
  bob.unmount();
  await zoe.reached('generating');
  await expect(route.stats()).resolves.toMatchObject({ active: 2, waiting: 0 });
  expect(route.events).toEqual(
    expect.arrayContaining(['ada started', 'ada ended', 'bob ended', 'eve started']),
  );
  expect([ada, bob, eve, zoe].flatMap(({ errors }) => errors)).toEqual([]);
  expect(route.sandbox.sessions).toHaveLength(4);
});

test('the camera is off while waiting, and stopping leaves the line', async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const opened = watchCameras();
  const bob = route.render('bob');
  await bob.reached('queued');
  // Only its first token tells the page that there is a line: the camera is off again, and isn't shown.
  expect(opened.filter((track) => track.readyState === 'live')).toEqual([]);
  expect(bob.stream.localStream).toBeNull();
  await bob.stream.stop();
  await expect.poll(async () => (await route.stats()).waiting).toBe(0);
  // The page knows now that there is a line.
  opened.length = 0;
  void bob.stream.start();
  await bob.reached('queued');
  expect(opened).toEqual([]);
  expect(bob.stream.localStream).toBeNull();
  bob.unmount();
  await expect.poll(async () => (await route.stats()).waiting).toBe(0);
  expect(bob.errors).toEqual([]);
});

test('a camera and a microphone that are chosen while waiting are opened when its turn has come', async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const bob = route.render('bob', { autoStart: false });
  // The page knows that there is a line.
  await bob.stream.prepare();
  const opened = watchCameras();
  void bob.stream.start();
  await bob.reached('queued');
  await bob.stream.setInput({ width: 160, height: 90 });
  await bob.stream.setMicrophone(true);
  expect(opened).toEqual([]);
  expect(bob.stream.localStream).toBeNull();
  await ada.stream.stop();
  await bob.reached('generating');
  expect(opened.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
  expect(bob.stream.localStream?.getVideoTracks()[0]?.getSettings().width).toBe(160);
  expect(bob.errors).toEqual([]);
});

test('a screen is asked for once, before the wait, and is seen when it is over', async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const ask = vi.spyOn(navigator.mediaDevices, 'getDisplayMedia');
  onTestFinished(() => ask.mockRestore());
  const bob = route.render('bob', { input: 'screen', autoStart: false });
  void bob.stream.start();
  await bob.reached('queued');
  expect(bob.stream.inputStatus).toBe('live');
  expect(route.sandbox.sessions).toHaveLength(1);
  ada.unmount();
  await bob.reached('generating');
  expect(ask).toHaveBeenCalledTimes(1);
  bob.unmount();
});

test('a second tab of one person says what it waits for', { tags: ['long'] }, async () => {
  const route = startRoute({ capacity: 2, perUser: 1 });
  const first = route.render('ada');
  await first.reached('generating');
  route.render('ada', {}, 'RealtimeVideo');
  await expect.poll(() => document.body.textContent).toContain('You have another session open.');
  await first.stream.stop();
  await expect.poll(() => document.body.textContent).toContain('Live');
});

test('a reconnect keeps its slot, though others wait', async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const bob = route.render('bob');
  await bob.reached('queued');
  route.sandbox.closeSignaling();
  await ada.reached('reconnecting');
  await ada.reached('generating');
  expect(bob.statuses.at(-1)).toBe('queued');
  await expect(route.stats()).resolves.toMatchObject({ active: 1, waiting: 1 });
});

test('a place in line is kept while the route is in trouble', {
  tags: ['long'],
}, async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const bob = route.render('bob');
  await bob.reached('queued');
  route.setDown(true);
  await expect.poll(() => route.refused).toBeGreaterThan(1);
  expect(bob.statuses.at(-1)).toBe('queued');
  route.setDown(false);
  await ada.stream.stop();
  await bob.reached('generating');
  expect(bob.errors).toEqual([]);
});

test('a session for which Decart has no capacity waits at the head of the line', {}, async () => {
  const route = startRoute();
  route.sandbox.refuseSessions('capacity', { times: 1, retryAfter: 1 });
  const ada = route.render('ada');
  await expect.poll(() => route.events).toContain('ada limit_reached');
  await ada.reached('generating');
  expect(ada.errors).toEqual([]);
});

test("a session beyond the service's limit waits its turn, too", {
  tags: ['long'],
}, async () => {
  const route = startRoute();
  route.sandbox.refuseSessions('session_limit', { times: 1 });
  const ada = route.render('ada');
  await expect.poll(() => route.events).toContain('ada limit_reached');
  await ada.reached('generating');
  expect(ada.errors).toEqual([]);
});

test('another model keeps its slot, though others wait', async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const bob = route.render('bob');
  await bob.reached('queued');
  const before = ada.statuses.length;
  ada.render({ model: 'lucy-2.1' });
  await expect.poll(() => ada.statuses.slice(before)).toContain('generating');
  expect(ada.statuses.slice(before)).not.toContain('queued');
  expect(bob.statuses.at(-1)).toBe('queued');
  expect(route.events).not.toContain('ada ended');
  await expect(route.stats()).resolves.toMatchObject({ active: 1, waiting: 1 });
});

test('reports its place in line when it changes, not at each poll', {
  tags: ['long'],
}, async () => {
  const route = startRoute();
  const ada = route.render('ada');
  await ada.reached('generating');
  const places: unknown[] = [];
  const bob = route.render('bob', { onQueuePosition: ({ position }) => places.push(position) });
  await bob.reached('queued');
  const asked = route.asked('bob');
  await expect.poll(() => route.asked('bob')).toBe(asked + 2);
  expect(places).toEqual([1]);
});

test('announces the turn only after a wait, once it has come', async () => {
  const route = startRoute();
  const turns: string[] = [];
  const ada = route.render('ada', { onTurn: () => turns.push('ada') });
  await ada.reached('generating');
  const bob = route.render('bob', { onTurn: () => turns.push(`bob, ${bob.statuses.at(-1)}`) });
  await bob.reached('queued');
  expect(turns).toEqual([]);
  await ada.stream.stop();
  await bob.reached('generating');
  expect(turns).toEqual(['bob, connecting']);
});
