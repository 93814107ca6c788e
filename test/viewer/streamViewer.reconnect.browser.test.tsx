import { setLogLevel } from 'livekit-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox';
import type { StreamViewerOptions } from '../../src/viewer/types';
import { averageColor, distance, waitForColor, waitForFrame } from '../support/pixels';
import { publish, renderViewer } from '../support/renderViewer';
import { replace } from '../support/replace';
import { isGray, watching } from './watching';

setLogLevel('silent');

const BLACK = { r: 0, g: 0, b: 0 };

/** Checks every frame: the last picture must stay on screen. */
function watchForBlack(video: HTMLVideoElement) {
  let black = false;
  let request = requestAnimationFrame(function look() {
    if (distance(averageColor(video), BLACK) < 10) black = true;
    request = requestAnimationFrame(look);
  });
  return () => {
    cancelAnimationFrame(request);
    return black;
  };
}

/** Remembers the sockets that are opened from now on. */
function recordSockets() {
  const Sandboxed = globalThis.WebSocket;
  const sockets: WebSocket[] = [];
  globalThis.WebSocket = new Proxy(Sandboxed, {
    construct(target, args: ConstructorParameters<typeof WebSocket>) {
      const socket = new target(...args);
      sockets.push(socket);
      return socket;
    },
  });
  onTestFinished(() => {
    globalThis.WebSocket = Sandboxed;
  });
  return sockets;
}

/** The sockets of the viewer alone. Recorded from its token request on: for that, the sandbox restores the class. */
async function renderRecorded(sandbox: Sandbox, options: StreamViewerOptions) {
  const release = sandbox.hold('token');
  const view = renderViewer(sandbox.providerProps, options);
  await expect.poll(() => sandbox.waitingAt('token')).toBe(1);
  const sockets = recordSockets();
  release();
  return { view, sockets };
}

/** Only listeners that are added from now on receive these page events: the publisher is in the same page. */
function recordListeners(...types: string[]) {
  const page = new EventTarget();
  const record = new Proxy(globalThis.addEventListener, {
    apply(target, self, args: Parameters<typeof addEventListener>) {
      if (types.includes(args[0])) page.addEventListener(...args);
      else Reflect.apply(target, self, args);
    },
  });
  onTestFinished(replace(globalThis, 'addEventListener', record));
  return page;
}

/** How often a viewer asked to watch a session. */
const watches = ({ requests }: Sandbox) =>
  requests.filter(({ path }) => path.startsWith('/watch-stream')).length;

describe('a lost connection', () => {
  test('reconnects, with the last picture on screen', { tags: ['long'] }, async () => {
    const { sandbox, publisher, subscribeToken } = await publish();
    const { view, sockets } = await renderRecorded(sandbox, { subscribeToken });
    await view.reached('connected');
    await waitForColor(view.video, isGray);
    const wasBlack = watchForBlack(view.video);

    sandbox.refuseLiveKit(401);
    for (const socket of sockets) socket.close(4000);
    await view.reached('reconnecting');
    await expect.poll(() => sockets.length).toBeGreaterThan(3);
    sandbox.refuseLiveKit(null);
    await view.reached('connected');
    await waitForFrame(view.video);
    await waitForColor(view.video, isGray);
    expect(wasBlack()).toBe(false);
    expect(view.errors).toEqual([]);
    expect(sandbox.sessions).toHaveLength(1);
    publisher.unmount();
    view.unmount();
    // LiveKit keeps the peer connection of a join that was refused until it is collected.
    await expect.poll(publisher.open).toMatchObject({ liveTracks: 0, sockets: 0, sessions: 0 });
  });

  test('of the signaling alone does not stop the picture', async () => {
    const { sandbox, view } = await watching();
    const { remoteStream } = view.viewer;
    sandbox.closeLiveKit({ onResume: 'accept' });
    await view.reached('reconnecting');
    await waitForFrame(view.video);
    await view.reached('connected');
    expect(view.viewer.remoteStream).toBe(remoteStream);
    await waitForFrame(view.video);
  });

  test('after a move to another node the picture continues', { tags: ['long'] }, async () => {
    const { sandbox, view } = await watching();
    sandbox.moveNode();
    await expect.poll(() => view.statuses).toContain('reconnecting');
    await view.reached('connected');
    await waitForFrame(view.video);
    await waitForColor(view.video, isGray);
  });

  test('that reconnects and dies at once, again and again, is an error before long', {
    tags: ['long'],
  }, async () => {
    const { sandbox, subscribeToken } = await publish();
    // LiveKit disconnects by itself.
    const page = recordListeners('freeze');
    const view = renderViewer(sandbox.providerProps, {
      subscribeToken,
      reconnect: { attempts: 2, minDelay: 50 },
    });
    for (const count of [1, 2, 3]) {
      await expect.poll(() => [watches(sandbox), view.viewer.status]).toEqual([count, 'connected']);
      page.dispatchEvent(new Event('freeze'));
    }
    await view.reached('error');
    expect(view.errors).toEqual(['CONNECTION_LOST']);
    expect(watches(sandbox)).toBe(3);
  });

  test('of a room that was deleted: the session has ended', async () => {
    const { sandbox, view } = await watching();
    sandbox.deleteRoom();
    await view.reached('ended');
    expect(view.errors).toEqual([]);
  });

  test('is an error if `reconnect` is off', async () => {
    const { sandbox, subscribeToken } = await publish();
    const { view, sockets } = await renderRecorded(sandbox, { subscribeToken, reconnect: false });
    await view.reached('connected');
    sandbox.refuseLiveKit(401);
    for (const socket of sockets) socket.close(4000);
    await view.reached('error');
    expect(view.errors).toEqual(['CONNECTION_LOST']);
  });
});

describe('the page', () => {
  test('may be about to close: nothing is requested until it is sure to stay, and then it continues', async () => {
    const { sandbox, subscribeToken } = await publish();
    const page = recordListeners('beforeunload');
    const view = renderViewer(sandbox.providerProps, { subscribeToken, reconnect: false });
    await view.reached('connected');

    // A download, or a mail: LiveKit disconnects.
    page.dispatchEvent(new Event('beforeunload'));
    await view.reached('reconnecting');
    const now = performance.now.bind(performance);
    onTestFinished(replace(performance, 'now', () => now() + 2000));
    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(watches(sandbox)).toBe(1);
    performance.now = () => now() + 3000;
    dispatchEvent(new Event('online'));
    await view.reached('connected');
    await waitForFrame(view.video);
    expect(view.errors).toEqual([]);
  });

  test('closes: nothing is left open; it returns from the back/forward cache: it is watched again', async () => {
    const { publisher, subscribeToken, sandbox } = await publish();
    const before = publisher.open();
    const page = recordListeners('pagehide', 'pageshow');
    const view = renderViewer(sandbox.providerProps, { subscribeToken });
    await view.reached('connected');
    page.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await view.reached('idle');
    await expect.poll(publisher.open).toEqual(before);
    page.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await view.reached('connected');
    await waitForFrame(view.video);
  });
});
