import { HttpResponse, http, ws } from 'msw';
import { setupWorker } from 'msw/browser';
import { expect, onTestFinished, test } from 'vitest';
import { startSdkSession, useTestSandbox } from '../support/sdkSession';

const chat = ws.link('wss://chat.test');
const worker = setupWorker(
  http.get('/api/user', () => HttpResponse.json({ name: 'Ann' })),
  chat.addEventListener('connection', ({ client }) => client.send('hello')),
);

async function startMsw() {
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  onTestFinished(() => worker.stop());
}

async function expectMswAnswers() {
  expect(await (await fetch('/api/user')).json()).toEqual({ name: 'Ann' });
  const socket = new WebSocket('wss://chat.test');
  const message = await new Promise<MessageEvent>((resolve) => {
    socket.onmessage = resolve;
  });
  socket.close();
  expect(message.data).toBe('hello');
}

test('a session is live when MSW was there first, and MSW answers', async () => {
  await startMsw();
  const sandbox = useTestSandbox();
  await startSdkSession(sandbox);
  await expectMswAnswers();
  sandbox.dispose();
  await expectMswAnswers();
});

test('a session is live when the sandbox was there first, and MSW answers', async () => {
  const sandbox = useTestSandbox();
  await startMsw();
  await startSdkSession(sandbox);
  await expectMswAnswers();
  sandbox.dispose();
  await expectMswAnswers();
});
