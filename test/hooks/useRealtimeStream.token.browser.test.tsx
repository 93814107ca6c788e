import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { waitForFrame } from '../support/pixels';
import { renderStream } from '../support/renderStream';

test('a session of three token lives has a valid token all the time, and reconnects without waiting for one', {
  tags: ['long'],
}, async () => {
  const lifetime = 4000;
  const sandbox = createSandbox({ tokenOptions: { expiresIn: lifetime / 1000 } });
  const fetchedAt: number[] = [];
  const view = renderStream(
    { model: 'lucy-2.5', input: { width: 320, height: 180 }, autoStart: true },
    {
      sandbox,
      getToken() {
        fetchedAt.push(performance.now());
        return sandbox.providerProps.getToken();
      },
    },
  );
  await view.reached('generating');
  await expect.poll(() => fetchedAt.length, { timeout: 4 * lifetime }).toBe(4);
  const lives = fetchedAt.slice(1).map((at, i) => at - (fetchedAt[i] ?? 0));
  expect(Math.max(...lives)).toBeLessThan(lifetime);
  expect(sandbox.sessions).toHaveLength(1);

  // Any token request would now wait forever.
  const release = sandbox.hold('token');
  const first = view.statuses.length;
  sandbox.closeSignaling(1006);
  await expect.poll(() => view.statuses.slice(first)).toEqual(['reconnecting', 'connected', 'generating']);
  await waitForFrame(view.output);
  release();
});

test('a token for another origin is refused, and the error says so', async () => {
  const sandbox = createSandbox({ tokenOptions: { allowedOrigins: ['https://other.example'] } });
  const view = renderStream({ model: 'lucy-2.5', autoStart: true }, { sandbox });
  await view.reached('error');
  expect(view.errors).toEqual(['ORIGIN_NOT_ALLOWED']);
  expect(sandbox.sessions).toHaveLength(0);
});
