// @vitest-environment jsdom
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox';

test('where there is a window but no WebSocket, as in Node 20, the sandbox answers requests', async () => {
  const { WebSocket } = globalThis;
  Reflect.deleteProperty(globalThis, 'WebSocket');
  onTestFinished(() => {
    globalThis.WebSocket = WebSocket;
  });
  const sandbox = createSandbox();
  const { apiKey } = await sandbox.providerProps.getToken();
  const answer = await fetch(`${sandbox.providerProps.baseUrl}/v1/jobs/job_1`, {
    headers: { 'x-api-key': apiKey },
  });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ detail: 'Job not found' });
  sandbox.dispose();
  expect('WebSocket' in globalThis).toBe(false);
});
