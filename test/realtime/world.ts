// Performs fast-check's actions on a live session, tracks the requested state, and checks the result.
import { expect } from 'vitest';
import type { DecartError } from '../../src/errors/DecartError';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import type { VideoInput } from '../../src/media/mediaInput';
import { createSandbox, createTestPicture } from '../../src/sandbox';
import { solidImage } from '../support/media';
import { watchOwnResources } from '../support/ownResources';
import { openMicrophones, openResources, usedPeerConnections } from '../support/resources';
import { createStreamPage } from '../support/streamPage';
import { type Action, FAULTS } from './actions';

const SMALL = { width: 320, height: 180 };
// LiveKit takes up to 15 s to notice that its published tracks were lost with its socket.
const SETTLED = { timeout: 30_000, interval: 20 };
const SOON = { timeout: 5000, interval: 20 };

interface Wanted {
  mounted: boolean;
  live: boolean;
  /** It may have ended, or failed because there was no network. */
  mayBeOver: boolean;
  prompt: string | null;
  image: boolean;
  microphone: boolean;
}

const NOBODY = {
  mounted: false,
  live: false,
  mayBeOver: false,
  prompt: null,
  image: false,
  microphone: false,
};
/** Errors that are expected even if all goes well. */
const TOLD = ['WEBRTC_SERVER_ERROR', 'TOKEN_FETCH_FAILED'];
/** The expected rejections of a caller's promise; otherwise it resolves with nothing. */
const OUTCOMES = ['applied', 'superseded', 'ABORTED', ...TOLD];

export async function createWorld() {
  const own = watchOwnResources();
  const found: string[] = [];
  const onError = ({ code }: DecartError) => TOLD.includes(code) || found.push(`told ${code}`);
  const page = createStreamPage(createSandbox(), { model: 'lucy-2.5', input: SMALL, onError });
  const { sandbox } = page;
  const picture = createTestPicture({ ...SMALL, frameRate: 20 });
  const images: Record<string, Blob> = { red: await solidImage('red'), blue: await solidImage('blue') };
  const inputs: Record<string, VideoInput> = {
    camera: SMALL,
    'slow camera': { ...SMALL, frameRate: 5 },
    'own stream': picture.stream,
  };
  let promised: { what: string; outcome: string | null }[] = [];
  let wanted: Wanted = NOBODY;
  let model = 'lucy-2.5';

  const stopCounting = sandbox.subscribe(() => {
    const generating = sandbox.sessions.filter(({ open, phase }) => open && phase === 'generating');
    if (generating.length > 1) found.push('two sessions generate at once');
  });
  const onRejection = ({ reason }: PromiseRejectionEvent) => found.push(`unhandled rejection: ${reason}`);
  addEventListener('unhandledrejection', onRejection);

  function remember(what: string, promise: Promise<unknown>) {
    const entry: (typeof promised)[number] = { what, outcome: null };
    promised.push(entry);
    promise.then(
      (value) => {
        entry.outcome = String(value);
      },
      ({ code }) => {
        entry.outcome = code;
      },
    );
  }

  async function act(action: Action): Promise<void> {
    const { stream } = page;
    if (action.do === 'mount') {
      page.mount();
      if (!wanted.mounted) wanted = { ...NOBODY, mounted: true, mayBeOver: wanted.mayBeOver };
    } else if (action.do === 'wait') await new Promise((resolve) => setTimeout(resolve, action.ms));
    else if (action.do === 'mirror') page.change({ mirror: action.on });
    else if (action.do === 'model') {
      page.change({ model: action.model });
      model = action.model;
    } else if (action.do === 'clock') sandbox.advanceClock(action.ms);
    else if (action.do === 'fault') {
      FAULTS[action.fault](page);
      if (/ended|offline/.test(action.fault)) wanted.mayBeOver = true;
    } else if (action.do === 'settle') await settle();
    else if (stream) await drive(stream, action);
  }

  async function drive(stream: UseRealtimeStreamResult, action: Action) {
    switch (action.do) {
      case 'unmount':
        page.unmount();
        wanted = { ...NOBODY, mayBeOver: wanted.mayBeOver };
        await null;
        expect(stream.session.getSnapshot().status).toBe('idle');
        // Nobody waits for a start that will not come.
        remember('stop', stream.stop());
        break;
      case 'start':
        remember('start', stream.start());
        wanted.live = true;
        break;
      case 'stop':
        remember('stop', stream.stop());
        wanted.live = false;
        expect(page.snapshot?.status).toBe('idle');
        break;
      case 'prompt':
        remember('prompt', stream.setPrompt(action.text));
        wanted.prompt = action.text;
        break;
      case 'image':
        remember('image', stream.setImage(images[action.color ?? ''] ?? null));
        wanted.image = action.color !== null;
        break;
      case 'input':
        remember('input', stream.setInput(inputs[action.which] ?? null));
        break;
      case 'microphone':
        remember('microphone', stream.setMicrophone(action.on));
        wanted.microphone = action.on;
        break;
    }
  }

  /** Waits until the requested state is reached, and checks it. */
  async function settle() {
    sandbox.reset();
    const over = wanted.mayBeOver ? ['ended', 'error'] : [];
    const status = () => page.snapshot?.status ?? 'idle';
    const settled = wanted.live ? ['generating', ...over] : ['idle', ...over];
    // The service may already have ended the session, while the page doesn't know yet.
    const agreed = () => sandbox.sessions.some(({ open }) => open) === (status() === 'generating');
    await expect.poll(() => agreed() && status(), SETTLED).toBeOneOf(settled);
    if (status() === 'generating') await expectLive();
    else await expectNothingOpen();
    for (const { what, outcome } of promised) {
      const good = what === 'prompt' || what === 'image' ? OUTCOMES : ['undefined'];
      if (!good.includes(String(outcome))) found.push(`${what}: ${outcome}`);
    }
    expect(found).toEqual([]);
    promised = [];
    wanted.mayBeOver = false;
  }

  const allKept = () =>
    expect.poll(() => promised.filter(({ outcome }) => outcome === null), SETTLED).toEqual([]);

  async function expectLive() {
    await allKept();
    await expect.poll(openMicrophones, SETTLED).toBe(wanted.microphone ? 1 : 0);
    // A session that began without sound reconnects to get it.
    const open = () => sandbox.sessions.filter((session) => session.open);
    const isHeard = () => !wanted.microphone || open()[0]?.publishedTracks.includes('audio');
    await expect.poll(() => open().length === 1 && isHeard(), SETTLED).toBe(true);
    await expect.poll(() => page.snapshot?.status, SETTLED).toBe('generating');
    // After a server error has refused a value, the session stops requesting it.
    if (!promised.some(({ outcome }) => outcome === 'WEBRTC_SERVER_ERROR')) {
      const inForce = () => ({ prompt: open()[0]?.prompt, image: Boolean(open()[0]?.image) });
      await expect.poll(inForce, SETTLED).toEqual({ prompt: wanted.prompt, image: wanted.image });
    }
    // It may be lost at this very moment, and come back as another one.
    const first = new Map<string, number>();
    const newFrames = () => {
      const [session] = open();
      if (!session) return 0;
      first.set(session.id, first.get(session.id) ?? session.framesReceived);
      return session.framesReceived - (first.get(session.id) ?? 0);
    };
    await expect.poll(newFrames, SETTLED).toBeGreaterThan(2);
    expect(open()[0]?.model).toBe(model);
    expect(page.snapshot?.status).toBe('generating');
  }

  async function expectNothingOpen() {
    if (page.stream) remember('stop', page.stream.stop());
    wanted.live = false;
    await allKept();
    await expect.poll(() => openResources().liveTracks, SETTLED).toBe(0);
    await expect.poll(usedPeerConnections, SETTLED).toBe(0);
    await expect
      .poll(() => sandbox.resources, SETTLED)
      .toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  }

  return {
    act,
    /** The last events, for debugging. */
    timeline: () =>
      sandbox.events
        .slice(-40)
        .map(({ at, sessionId, what, detail }) => `${at} ${sessionId ?? ''} ${what} ${detail ?? ''}`)
        .join('\n'),
    /** Nothing of it is left. */
    async end() {
      await settle();
      await act({ do: 'unmount' });
      await settle();
      // The page learns of a closed socket after the sandbox.
      await expect.poll(own.timers, SOON).toEqual([]);
      await expect.poll(own.listeners, SOON).toEqual([]);
    },
    dispose() {
      stopCounting();
      removeEventListener('unhandledrejection', onRejection);
      page.dispose();
      picture.stop();
      own.stop();
    },
  };
}
