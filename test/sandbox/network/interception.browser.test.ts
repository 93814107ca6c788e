import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox';
import { startSdkSession, useTestSandbox } from '../../support/sdkSession';

/** What MSW and similar tools do: they replace the page's classes with their own, using `defineProperty`. */
function startOtherTool() {
  const before = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
  const sockets: string[] = [];
  const requests: string[] = [];
  const replace = (name: 'WebSocket' | 'fetch', value: unknown) =>
    Object.defineProperty(globalThis, name, { value, enumerable: true, configurable: true });
  replace(
    'WebSocket',
    new Proxy(before.WebSocket, {
      construct(target, args: [string]) {
        sockets.push(args[0]);
        return Reflect.construct(target, args);
      },
    }),
  );
  replace('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new Request(input, init).url;
    requests.push(url);
    return url.endsWith('/mocked') ? new Response('mocked') : before.fetch(input, init);
  });
  const stop = () => {
    replace('WebSocket', before.WebSocket);
    replace('fetch', before.fetch);
  };
  onTestFinished(stop);
  return { sockets, requests, stop };
}

const getMocked = async () => (await fetch('/mocked')).text();

test('a session is live beside a tool that was there before the sandbox', async () => {
  const other = startOtherTool();
  const sandbox = useTestSandbox();
  await startSdkSession(sandbox);
  expect(await getMocked()).toBe('mocked');
  expect([...other.sockets, ...other.requests]).toEqual([`${location.origin}/mocked`]);

  sandbox.dispose();
  expect(await getMocked()).toBe('mocked');
});

test('a session is live beside a tool that came after the sandbox, and the tool keeps working without it', async () => {
  const sandbox = useTestSandbox();
  const other = startOtherTool();
  await startSdkSession(sandbox);
  expect(await getMocked()).toBe('mocked');
  expect([...other.sockets, ...other.requests]).toEqual([`${location.origin}/mocked`]);

  sandbox.dispose();
  expect(await getMocked()).toBe('mocked');
});

test('a session is live after another tool has restored the page’s own classes', async () => {
  const other = startOtherTool();
  const sandbox = useTestSandbox();
  other.stop();
  await startSdkSession(sandbox);
  expect(sandbox.sessions).toHaveLength(1);
});

test('a request that is aborted while the sandbox works on it rejects as `fetch` does', async () => {
  const sandbox = useTestSandbox();
  const { apiKey } = await sandbox.providerProps.getToken();
  sandbox.delayRequests(60_000);
  const controller = new AbortController();
  const answer = fetch(`${sandbox.providerProps.baseUrl}/v1/files/file_1`, {
    headers: { 'x-api-key': apiKey },
    signal: controller.signal,
  });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('a job and a file get an id on a page over plain http, where there is no `crypto.randomUUID`', async () => {
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(crypto, 'randomUUID'));
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  const { apiKey } = await sandbox.providerProps.getToken();
  const form = new FormData();
  form.append('file', new File(['x'], 'notes.txt'));
  const answer = await fetch(`${sandbox.providerProps.baseUrl}/v1/files`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey },
    body: form,
  });
  expect(await answer.json()).toMatchObject({
    id: expect.stringMatching(/^file_[0-9a-f]{32}$/),
    size_bytes: 1,
  });
});
