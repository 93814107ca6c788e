import { expect, onTestFinished, test } from 'vitest';
import type { ClientConfig } from '../../src/client/clientCore';
import { createClientCore } from '../../src/client/createClientCore';
import { connectionVerdict } from '../../src/realtime/connectionVerdict';
import { replace } from '../support/replace';

/** How a refused handshake looks in a browser. */
const REFUSED = { code: 1006, reason: '' };

/** The verdict on a refused handshake, if every address answers 401; and who was asked. */
async function judge(config: ClientConfig) {
  const asked: string[] = [];
  onTestFinished(
    replace(globalThis, 'fetch', async (address) => {
      asked.push(String(address));
      return new Response('{"detail":"Invalid API key"}', { status: 401 });
    }),
  );
  const core = createClientCore({ getToken: async () => ({ apiKey: 'ek_1' }), ...config });
  const { next, error } = await connectionVerdict(core, 'ek_1', REFUSED);
  return { asked, next, code: error.code };
}

test.each<[string, ClientConfig, string]>([
  ["Decart's own hosts", {}, 'https://api.decart.ai'],
  ["Decart's own sockets", { realtimeBaseUrl: 'wss://api3.decart.ai' }, 'https://api.decart.ai'],
  [
    'other hosts',
    { baseUrl: 'https://api.example.com', realtimeBaseUrl: 'wss://live.example.com' },
    'https://api.example.com',
  ],
])('%s: an HTTP request tells that the token is refused', async (_whose, config, base) => {
  expect(await judge(config)).toEqual({
    asked: [`${base}/v1/realtime/quota`],
    next: 'renew',
    code: 'UNAUTHORIZED',
  });
});

test("the app's own socket proxy: Decart isn't asked about its tokens, and the session tries again", async () => {
  expect(await judge({ realtimeBaseUrl: 'wss://live.example.com' })).toEqual({
    asked: [],
    next: 'retry',
    code: 'WEBRTC_WEBSOCKET_ERROR',
  });
});
