// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { DecartProvider } from '../../src/provider/DecartProvider';

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
