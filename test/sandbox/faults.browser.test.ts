/** @module-tag long */
import { models } from '@decartai/sdk';
import { expect, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { distance, waitForColor, waitForFrame } from '../support/pixels';
import { createSdkClient, startSdkSession, useTestSandbox } from '../support/sdkSession';

test.for([1006, 1012])('the signaling socket closes with %i, and the SDK comes back', async (code) => {
  const sandbox = useTestSandbox();
  const { states } = await startSdkSession(sandbox, { prompt: 'noir' });

  sandbox.closeSignaling(code, code === 1006 ? '' : 'restarting');
  await expect.poll(() => states.at(-1)).toBe('reconnecting');
  expect(sandbox.sessions[0]).toMatchObject({ open: false, closeCode: code });
  await expect.poll(() => sandbox.sessions[1]?.prompt).toBe('noir');
});

test('the generation ends with its seconds and a reason', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox);
  const ended = new Promise((resolve) => session.on('generationEnded', resolve));
  // The SDK would open a second session.
  session.on('generationEnded', () => session.disconnect());

  sandbox.endGeneration('time is up');
  expect(await ended).toMatchObject({ reason: 'time is up' });
  await expect.poll(() => sandbox.sessions[0]?.closeCode).toBe(1000);
});

test('a generation ends by itself at its time limit', async () => {
  const sandbox = useTestSandbox();
  sandbox.limitSessionTime(1);
  const { session } = await startSdkSession(sandbox);
  session.on('generationEnded', () => session.disconnect());
  await expect.poll(() => sandbox.sessions[0]?.open).toBe(false);
  expect(sandbox.sessions[0]?.seconds).toBe(1);
});

test('a generation ends by itself at the time limit of its token', async () => {
  const sandbox = useTestSandbox({ tokenOptions: { constraints: { realtime: { maxSessionDuration: 1 } } } });
  const { session } = await startSdkSession(sandbox);
  session.on('generationEnded', () => session.disconnect());
  await expect.poll(() => sandbox.sessions[0]?.open).toBe(false);
  expect(sandbox.sessions[0]?.seconds).toBe(1);
});

test('a queue is reported place by place', async () => {
  const sandbox = useTestSandbox();
  sandbox.queue(3, { intervalMs: 30 });
  const places: number[] = [];
  await startSdkSession(sandbox, { onQueuePosition: ({ position }) => places.push(position) });
  expect(places).toEqual([3, 2, 1]);
});

test('a prompt that moderation rejects changes nothing', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox, { prompt: 'noir' });

  sandbox.rejectPrompts(/forbidden/, 'Not this one');
  await expect(session.setPrompt('something forbidden')).rejects.toThrow('Not this one');
  expect(sandbox.sessions[0]).toMatchObject({ open: true, prompt: 'noir' });
  await session.setPrompt('neon');
  expect(sandbox.sessions[0]?.prompt).toBe('neon');
});

test('a rejected initial prompt is an error event of a session that continues', async () => {
  const sandbox = useTestSandbox();
  // A text, not a pattern.
  sandbox.rejectPrompts('c++', 'Not this one');
  const { session, errors } = await startSdkSession(sandbox, { prompt: 'learn c++ today' });
  await expect.poll(() => errors).toHaveLength(1);
  expect(sandbox.sessions[0]).toMatchObject({ open: true, prompt: null });
  await session.setPrompt('learn c today');
  expect(sandbox.sessions[0]?.prompt).toBe('learn c today');
});

test('a reference image is visible in the picture, stays when the prompt changes, and can be rejected', async () => {
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox, { color: '#808080' });
  const corner = { x: 0.85, y: 0.8, width: 0.06, height: 0.1 };

  await session.setImage(await greenImage());
  await waitForColor(video, ({ r, g, b }) => g > 240 && r < 60 && b < 60, 20_000, corner);
  await session.setPrompt('noir');
  expect(sandbox.sessions[0]?.image).not.toBeNull();

  sandbox.rejectImages('Not this image');
  await expect(session.setImage(await greenImage())).rejects.toThrow('Not this image');
  await session.setImage(null);
  expect(sandbox.sessions[0]?.image).toBeNull();
});

test('acknowledgements can be slow', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox);
  sandbox.slowAcks(200);
  const start = performance.now();
  await session.setPrompt('noir');
  expect(performance.now() - start).toBeGreaterThan(195);
});

test('latency is one way on every socket', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox);
  sandbox.latency(60);
  const start = performance.now();
  await session.setPrompt('noir');
  expect(performance.now() - start).toBeGreaterThan(119);
});

test('a refused handshake is retried by the SDK; nothing was opened', async () => {
  const sandbox = useTestSandbox();
  sandbox.refuseHandshake(1);
  const { states } = await startSdkSession(sandbox);
  expect(sandbox.sessions).toHaveLength(1);
  expect(states).toEqual(['connecting', 'connected', 'generating'].slice(0, states.length));
});

test('a bad key is refused with a reason if that is requested', async () => {
  const sandbox = useTestSandbox();
  sandbox.rejectKeyWithReason();
  await expect(startSdkSession(sandbox, { apiKey: 'ek_unknown' })).rejects.toThrow(
    /1008 401 Invalid API key/,
  );
});

test('a token that expired or was revoked opens no session, and ends none', async () => {
  const sandbox = useTestSandbox();
  sandbox.rejectKeyWithReason();
  const { apiKey } = await sandbox.providerProps.getToken();
  await startSdkSession(sandbox, { apiKey });
  sandbox.expireTokens();
  await expect(startSdkSession(sandbox, { apiKey })).rejects.toThrow(/401 API key has expired/);
  sandbox.revokeTokens();
  await expect(startSdkSession(sandbox, { apiKey })).rejects.toThrow(/401 Invalid API key/);
  expect(sandbox.sessions[0]?.open).toBe(true);
});

test('a session over the limit is refused with 1013, and retried by the SDK', async () => {
  const sandbox = useTestSandbox();
  await startSdkSession(sandbox);
  sandbox.limitSessions(1);
  const starting = startSdkSession(sandbox);
  const refused = { what: 'refused', detail: 'session_limit' };
  await expect.poll(() => sandbox.events).toContainEqual(expect.objectContaining(refused));
  expect(sandbox.sessions).toHaveLength(1);
  sandbox.reset();
  await starting;
});

test('a session that has just closed still counts, if that is requested', async () => {
  // So that its token survives the minute.
  const sandbox = useTestSandbox({ tokenOptions: { expiresIn: 3600 } });
  sandbox.limitSessions(1, { releaseMs: 60_000 });
  const { session } = await startSdkSession(sandbox);
  session.disconnect();
  await expect.poll(() => sandbox.sessions[0]?.open).toBe(false);
  const starting = startSdkSession(sandbox);
  const refused = { what: 'refused', detail: 'session_limit' };
  await expect.poll(() => sandbox.events).toContainEqual(expect.objectContaining(refused));
  const quota = await fetch(`${sandbox.providerProps.baseUrl}/v1/realtime/quota`, {
    headers: { 'x-api-key': (await sandbox.providerProps.getToken()).apiKey },
  });
  await expect(quota.json()).resolves.toEqual({ limit: 1, active: 1, remaining: 0 });
  sandbox.advanceClock(60_000);
  await starting;
});

test('a service that is full says so before the room is ready', async () => {
  const sandbox = useTestSandbox();
  sandbox.refuseSessions('capacity', { times: 1 });
  await startSdkSession(sandbox);
  expect(sandbox.events).toContainEqual(expect.objectContaining({ what: 'refused', detail: 'capacity' }));
  expect(sandbox.sessions).toHaveLength(1);
});

test('a server error in mid-session leaves the session open', async () => {
  const sandbox = useTestSandbox();
  const { errors } = await startSdkSession(sandbox);
  sandbox.sendError('a worker restarted');
  await expect.poll(() => errors).toHaveLength(1);
  expect(sandbox.sessions[0]?.open).toBe(true);
});

test.each([1006, 1011])(
  'signaling that closes with %i while the media is being connected goes unnoticed by the SDK',
  async (code) => {
    const sandbox = useTestSandbox();
    sandbox.closeSignalingWhileConnecting(code);
    const { states, video } = await startSdkSession(sandbox);
    expect(sandbox.sessions[0]).toMatchObject({ open: false, closeCode: code, liveKitOpen: true });
    expect(states).toEqual(['connecting', 'connected']);
    await waitForFrame(video);
  },
);

test('a silent service answers nothing until it resumes', async () => {
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox, { prompt: 'noir' });
  sandbox.goSilent();
  let acknowledged = false;
  const prompted = session.setPrompt('golden hour').then(() => {
    acknowledged = true;
  });
  await expect(stillFor(video, 500)).resolves.toBe(true);
  const { seconds } = sandbox.sessions[0] ?? {};
  expect(acknowledged).toBe(false);

  sandbox.resume();
  await prompted;
  await waitForColor(video, ({ r, b }) => r > b + 60);
  expect(sandbox.sessions[0]?.seconds).toBeLessThanOrEqual((seconds ?? 0) + 1);
});

test('frozen media stands still while the session continues', async () => {
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox);
  sandbox.freezeMedia();
  await expect(stillFor(video, 500)).resolves.toBe(true);
  await session.setPrompt('noir');
  sandbox.freezeMedia(false);
  await waitForFrame(video);
});

test('offline cuts every socket, fails requests and notifies the page; online restores everything', async () => {
  const sandbox = useTestSandbox();
  const { states } = await startSdkSession(sandbox);
  const told: string[] = [];
  window.addEventListener('offline', () => told.push('offline'), { once: true });
  window.addEventListener('online', () => told.push('online'), { once: true });

  sandbox.offline(400);
  expect(navigator.onLine).toBe(false);
  await expect.poll(() => states.at(-1)).toBe('reconnecting');
  expect(sandbox.resources.sockets).toBe(0);
  await expect(fetch(`${sandbox.providerProps.baseUrl}/v1/realtime/quota`)).rejects.toThrow(TypeError);
  await expect(sandbox.providerProps.getToken()).rejects.toThrow();

  await expect.poll(() => navigator.onLine).toBe(true);
  expect(told).toEqual(['offline', 'online']);
  await expect.poll(() => sandbox.sessions.at(-1)?.liveKitOpen).toBe(true);
});

test.for(['signaling', 'room', 'livekit', 'media', 'publish'] as const)(
  'a start can be paused at the stage "%s", and continues when it is released',
  async (stage) => {
    const sandbox = useTestSandbox();
    const release = sandbox.hold(stage);
    const client = await createSdkClient(sandbox);
    const picture = createTestPicture();
    const connecting = client.realtime.connect(picture.stream, {
      model: models.realtime('lucy-2.5'),
      onRemoteStream() {},
    });
    await expect.poll(() => sandbox.waitingAt(stage)).toBeGreaterThan(0);
    release();
    const session = await connecting;
    await expect.poll(() => session.getConnectionState()).toBe('generating');
    session.disconnect();
    picture.stop();
    await expect.poll(() => sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  },
);

test('without faults the whole input arrives', async () => {
  const sandbox = useTestSandbox();
  const { video } = await startSdkSession(sandbox, { color: '#20a040' });
  await waitForColor(video, (color) => distance(color, { r: 0x20, g: 0xa0, b: 0x40 }) < 60);
  expect(sandbox.sessions[0]?.publishedTracks).toEqual(['video']);
});

/** Whether no new frame is shown for this long, once the ones on their way have arrived. */
async function stillFor(video: HTMLVideoElement, ms: number): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const arrived = await waitForFrame(video, ms).catch(() => null);
    if (arrived === null) return true;
  }
  return false;
}

function greenImage(): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#00ff00';
    context.fillRect(0, 0, 64, 64);
  }
  return canvas.convertToBlob();
}
