import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';

test('on a server a sandbox is inert: its props can be rendered, nothing is patched', async () => {
  const native = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
  const sandbox = createSandbox();
  expect(globalThis.WebSocket).toBe(native.WebSocket);
  expect(globalThis.fetch).toBe(native.fetch);
  expect(sandbox.providerProps).toMatchObject({
    baseUrl: expect.stringMatching(/^https:/),
    realtimeBaseUrl: expect.stringMatching(/^wss:/),
    telemetry: false,
  });
  expect(await sandbox.providerProps.getToken()).toMatchObject({ apiKey: expect.stringMatching(/^ek_/) });
  sandbox.offline();
  sandbox.reset();
  expect(sandbox.sessions).toEqual([]);
  sandbox.dispose();
});
