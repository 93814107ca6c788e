// @vitest-environment jsdom
import { act, render, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createTestDecart } from '../../src/testing';

test('in the DOM of a unit test, which has no WebRTC, a component says so, and unmounts', async () => {
  const statuses: string[] = [];
  const onError = vi.fn();
  const screen = render(
    <DecartProvider getToken={async () => ({ apiKey: 'ek_1', expiresIn: 60 })}>
      <RealtimeVideo
        model="lucy-2.5"
        autoStart
        onStatusChange={(status) => statuses.push(status)}
        onError={onError}
      />
    </DecartProvider>,
  );
  // The first test to load the engine through Vite, which is slow.
  await expect.poll(() => statuses).toEqual(['connecting', 'error']);
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'UNSUPPORTED_BROWSER' }));
  await screen.findByRole('button', { name: 'Try again' });
  screen.unmount();
  await expect.poll(() => statuses.at(-1)).toBe('idle');
}, 15_000);

test('the image that it will begin with is shown from the first render on', async () => {
  const images = new Set<unknown>();
  const { result } = renderHook(
    () => {
      const stream = useRealtimeStream({ model: 'lucy-2.5', prompt: 'comic', image: 'file_1' });
      images.add(stream.image);
      return stream;
    },
    { wrapper: createTestDecart().Provider },
  );
  await act(async () => {
    void result.current.setPrompt('noir').catch(() => {});
  });
  expect(result.current.prompt).toBe('noir');
  expect([...images]).toEqual(['file_1']);
});
