import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox';

const server = setupServer(http.get('http://localhost/api/user', () => HttpResponse.json({ name: 'Ann' })));

function startMsw() {
  // It would fail for unknown requests: the sandbox's requests must not reach it.
  server.listen({ onUnhandledRequest: 'error' });
  onTestFinished(() => server.close());
}

function startSandbox() {
  const sandbox = createSandbox();
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

async function expectBothAnswer({ providerProps }: Sandbox) {
  const { apiKey } = await providerProps.getToken();
  const job = await fetch(`${providerProps.baseUrl}/v1/jobs/job_1`, { headers: { 'x-api-key': apiKey } });
  expect(await job.json()).toEqual({ detail: 'Job not found' });
  await expectMswAnswers();
}

async function expectMswAnswers() {
  const user = await fetch('http://localhost/api/user');
  expect(await user.json()).toEqual({ name: 'Ann' });
}

test('both answer when MSW was there first', async () => {
  startMsw();
  const sandbox = startSandbox();
  await expectBothAnswer(sandbox);
  sandbox.dispose();
  await expectMswAnswers();
});

test('both answer when the sandbox was there first', async () => {
  const sandbox = startSandbox();
  startMsw();
  await expectBothAnswer(sandbox);
  sandbox.dispose();
  await expectMswAnswers();
});

test('the sandbox answers after MSW was closed', async () => {
  startMsw();
  const sandbox = startSandbox();
  await expectBothAnswer(sandbox);
  server.close();
  const { apiKey } = await sandbox.providerProps.getToken();
  const { baseUrl } = sandbox.providerProps;
  const job = await fetch(`${baseUrl}/v1/jobs/job_1`, { headers: { 'x-api-key': apiKey } });
  expect(job.status).toBe(404);
});
