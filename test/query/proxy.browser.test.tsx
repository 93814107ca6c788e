import type { ReactNode } from 'react';
import { expect, inject, it, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useFileUpload } from '../../src/query/useFileUpload';
import { useJob } from '../../src/query/useJob';
import { useProcess } from '../../src/query/useProcess';
import { useQueue } from '../../src/query/useQueue';
import { useQuota } from '../../src/query/useQuota';
import { solidImage, solidVideo } from '../support/media';

const FAST = { pollInterval: 50 };

function Provider({ children }: { children: ReactNode }) {
  return <DecartProvider proxy={inject('proxyUrl')}>{children}</DecartProvider>;
}

function render<R>(hook: () => R) {
  return renderHook(hook, { wrapper: Provider });
}

it('edits an image through a proxy, with no key in the page', async () => {
  const fetched = vi.spyOn(window, 'fetch');
  const { result } = await render(() => useProcess('lucy-image-2'));
  const image = await result.current.mutateAsync({ prompt: 'oil painting', data: await solidImage('teal') });
  expect(image.type).toBe('image/png');
  // The test upstream makes every picture of this size.
  expect(image.size).toBe(64_000);
  const [, init] = fetched.mock.lastCall ?? [];
  expect(Object.keys(init?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain('x-api-key');
  fetched.mockRestore();
});

it('submits a video, polls its job and fetches it through a proxy, and resumes it', async () => {
  const first = await render(() => useQueue('lucy-2.5', FAST));
  const submitted = first.result.current.mutateAsync({ prompt: '', data: await solidVideo('teal') });
  await expect.poll(() => first.result.current.jobId).not.toBeNull();
  const { jobId } = first.result.current;
  expect((await submitted).size).toBe(64_000);
  await first.unmount();
  const again = await render(() => useJob(jobId, FAST));
  await expect.poll(() => again.result.current.data?.size).toBe(64_000);
});

it('uploads a file through a proxy', async () => {
  const { result } = await render(() => useFileUpload());
  const file = new File([await solidImage('teal')], 'teal.png', { type: 'image/png' });
  await expect(result.current.mutateAsync(file)).resolves.toMatchObject({
    id: expect.stringMatching(/^file_/),
    filename: 'teal.png',
    size_bytes: file.size,
  });
});

it('shows how many sessions are free, with no key in the page', async () => {
  const fetched = vi.spyOn(window, 'fetch');
  const { result } = await render(() => useQuota());
  await expect.poll(() => result.current.data).toEqual({ limit: 5, active: 2, remaining: 3 });
  const [, init] = fetched.mock.lastCall ?? [];
  expect(Object.keys(init?.headers ?? {})).toEqual([]);
  fetched.mockRestore();
});
