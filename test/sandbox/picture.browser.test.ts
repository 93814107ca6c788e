import { expect, test } from 'vitest';
import { distance, waitForColor } from '../support/pixels';
import { startSdkSession, useTestSandbox } from '../support/sdkSession';

test('the picture on screen is the transformed one, in the size that was sent', async () => {
  const sandbox = useTestSandbox();
  const size = { width: 1280, height: 720 };
  const { video } = await startSdkSession(sandbox, { color: '#2040c0', prompt: 'film noir', size });

  await waitForColor(video, ({ r, g, b }) => Math.abs(r - b) < 12 && Math.abs(r - g) < 12);
  await expect.poll(() => [video.videoWidth, video.videoHeight]).toEqual([1280, 720]);
});

test('without a prompt the picture is the input', async () => {
  const sandbox = useTestSandbox();
  const { video } = await startSdkSession(sandbox, { color: '#c03020' });

  await waitForColor(video, (color) => distance(color, { r: 0xc0, g: 0x30, b: 0x20 }) < 60);
});

test('a changed prompt changes the picture', async () => {
  const sandbox = useTestSandbox();
  const { session, video } = await startSdkSession(sandbox, { prompt: 'golden hour' });
  await waitForColor(video, ({ r, b }) => r > b + 60);

  await session.setPrompt('frozen in ice');
  await waitForColor(video, ({ r, b }) => b > r + 30);
});
