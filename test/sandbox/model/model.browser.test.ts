import { expect, onTestFinished, test } from 'vitest';
import { waitForColor } from '../../support/pixels';
import { startSdkSession, useTestSandbox } from '../../support/sdkSession';

test('where a worker cannot run, the page itself transforms the picture', async () => {
  const NativeWorker = globalThis.Worker;
  let broken = 0;
  globalThis.Worker = class extends NativeWorker {
    constructor() {
      super('data:text/javascript,throw new Error("forbidden")');
      broken++;
    }
  };
  onTestFinished(() => {
    globalThis.Worker = NativeWorker;
  });
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox, { prompt: 'golden hour' });
  expect(broken).toBe(1);
  await waitForColor(video, ({ r, b }) => r > b + 60);
  await session.setPrompt('frozen in ice');
  await waitForColor(video, ({ r, b }) => b > r + 30);
  expect(sandbox.sessions[0]?.framesSent).toBeGreaterThan(0);
});
