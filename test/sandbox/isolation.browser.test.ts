import { afterEach, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { startSdkSession, useTestSandbox } from '../support/sdkSession';

const native = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };

afterEach(() => {
  expect(globalThis.WebSocket).toBe(native.WebSocket);
  expect(globalThis.fetch).toBe(native.fetch);
});

test('dispose ends everything, and the page has its own WebSocket and fetch again', async () => {
  const sandbox = createSandbox();
  const { states, video } = await startSdkSession(sandbox);
  expect(sandbox.resources).toEqual({ sockets: 2, peerConnections: 1, workers: 1 });

  sandbox.dispose();
  expect(sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  expect(globalThis.WebSocket).toBe(native.WebSocket);
  expect(globalThis.fetch).toBe(native.fetch);
  await expect.poll(() => states.at(-1)).toBe('reconnecting');
  video.remove();
});

test('a disposed sandbox says so to everyone who requests a token', async () => {
  const sandbox = createSandbox();
  sandbox.dispose();
  await expect(sandbox.providerProps.getToken()).rejects.toThrow(
    'This sandbox was disposed of. Create it outside all components',
  );
});

test('a disconnected session leaves nothing open', async () => {
  const sandbox = useTestSandbox();
  const { session } = await startSdkSession(sandbox);
  session.disconnect();
  await expect.poll(() => sandbox.resources).toEqual({ sockets: 0, peerConnections: 0, workers: 0 });
  expect(sandbox.sessions[0]).toMatchObject({ open: false, closeCode: 1005 });
  sandbox.dispose();
});

test('traffic to other hosts gets the native classes and the native responses', async () => {
  const sandbox = createSandbox();
  const page = await fetch(location.href);
  expect(page.status).toBe(200);
  expect(page.url).toBe(location.href);

  const socket = new WebSocket('ws://127.0.0.1:9/nobody');
  expect(Object.getPrototypeOf(socket)).toBe(native.WebSocket.prototype);
  expect(socket).toBeInstanceOf(WebSocket);
  await new Promise((resolve) => socket.addEventListener('close', resolve));
  expect(() => new WebSocket('ftp://somewhere')).toThrow(DOMException);
  sandbox.dispose();
});

test('two sandboxes live side by side and know nothing of each other', async () => {
  const first = createSandbox();
  const second = createSandbox();
  await Promise.all([
    startSdkSession(first, { prompt: 'noir' }),
    startSdkSession(second, { prompt: 'neon' }),
  ]);
  expect(first.sessions.map(({ prompt }) => prompt)).toEqual(['noir']);
  expect(second.sessions.map(({ prompt }) => prompt)).toEqual(['neon']);

  first.dispose();
  expect(second.sessions[0]?.open).toBe(true);
  expect(globalThis.WebSocket).not.toBe(native.WebSocket);
  second.dispose();
});

test('what was patched over the sandbox stays patched when it is disposed of', () => {
  const sandbox = createSandbox();
  const patched = globalThis.fetch;
  const later: typeof fetch = (...args) => patched(...args);
  globalThis.fetch = later;
  sandbox.dispose();
  expect(globalThis.fetch).toBe(later);
  globalThis.fetch = native.fetch;
});
