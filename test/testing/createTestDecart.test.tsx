// @vitest-environment jsdom
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, useState } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SessionTime } from '../../src/components/controls/SessionTime';
import { UsageMeter } from '../../src/components/controls/UsageMeter';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import type { DecartError } from '../../src/errors/DecartError';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { createTestDecart, type TestDecart } from '../../src/testing';
import { testApp } from './appTests';

describe('an app over the engine that the test drives', () => {
  testApp(() => {
    const { Provider, session } = createTestDecart();
    return { Provider, session, openSessions: () => Number(session.isOpen) };
  });
});

const start = () => userEvent.click(screen.getByRole('button', { name: 'Start' }));

it('writes nothing to the console, in StrictMode, and starts one session', async () => {
  const said = vi.spyOn(console, 'error');
  onTestFinished(() => said.mockRestore());
  const decart = createTestDecart();
  render(
    <StrictMode>
      <RealtimeVideo model="lucy-2.5" autoStart />
    </StrictMode>,
    { wrapper: decart.Provider },
  );
  await decart.session.goLive();
  screen.getByText('Live');
  await decart.session.lose();
  screen.getByText('Reconnecting…');
  await decart.session.goLive();
  expect(decart.session.starts).toBe(1);
  expect(said.mock.calls).toEqual([]);
});

it('can be driven right after a click without awaiting it', async () => {
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" />, { wrapper: decart.Provider });
  fireEvent.click(screen.getByRole('button', { name: 'Start' }));
  await decart.session.goLive();
  screen.getByText('Live');
});

it('says that no session was started', async () => {
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" />, { wrapper: decart.Provider });
  await expect(decart.session.goLive()).rejects.toThrow('No live session was started');
  await start();
  await expect(decart.session.lose()).rejects.toThrow('call `goLive()` first');
  await expect(decart.session.tick()).rejects.toThrow('call `goLive()` first');
});

const renderStream = (decart: TestDecart, options: { image?: string } = {}) =>
  renderHook(() => useRealtimeStream({ model: 'lucy-2.5', ...options }), { wrapper: decart.Provider }).result;

it('says that a live session is in no queue', async () => {
  const decart = createTestDecart();
  const stream = renderStream(decart);
  await act(async () => void stream.current.start());
  await decart.session.goLive();
  await expect(decart.session.queue(3)).rejects.toThrow('The session is live: call `lose()` first.');
  await decart.session.lose();
  expect(stream.current.status).toBe('reconnecting');
});

it('leaves no camera on, whenever it is stopped', async () => {
  for (let turns = 0; turns < 12; turns += 1) {
    const stream = renderStream(createTestDecart());
    await act(async () => {
      void stream.current.start();
      for (let turn = 0; turn < turns; turn += 1) await undefined;
      void stream.current.stop();
    });
    expect({ turns, ...stream.current }).toMatchObject({
      turns,
      status: 'idle',
      localStream: null,
      inputStatus: 'none',
    });
  }
});

it('fails while the token is still on its way', async () => {
  const decart = createTestDecart({ getToken: () => new Promise(() => {}) });
  const stream = renderStream(decart);
  await act(async () => void stream.current.start());
  await decart.session.fail('CAMERA_DENIED');
  expect(stream.current.error?.code).toBe('CAMERA_DENIED');
});

it('knows nothing about an image that was removed while the connection was lost', async () => {
  const decart = createTestDecart();
  const stream = renderStream(decart, { image: 'file_1' });
  await act(async () => void stream.current.start());
  await decart.session.goLive();
  await vi.waitFor(() => expect(decart.session.image).toBe('file_1'));
  await decart.session.lose();
  await act(async () => void stream.current.setImage(null));
  await decart.session.goLive();
  expect(decart.session.image).toBeNull();
});

const untyped = (value: unknown): never => value as never;

it.each([
  [() => createTestDecart(untyped({ getTokn: '/token' })), 'createTestDecart has no option `getTokn`'],
  [() => createTestDecart(untyped(null)), '`createTestDecart` must be an object'],
  [() => createTestDecart().session.queue(Number.NaN), '`position` must be a whole number above 0'],
  [() => createTestDecart().session.queue(3, 0.5), '`queueSize` must be a whole number above 0'],
  [() => createTestDecart().session.end(''), '`reason` must be a non-empty string'],
  [
    () => createTestDecart().session.fail(untyped('camera denied')),
    '`code` must be the code of a DecartError',
  ],
  [
    () => createTestDecart().session.fail(untyped('CAMERA_DENID')),
    '`code` must be the code of a DecartError',
  ],
  [() => createTestDecart().session.tick(-1), '`seconds` must be a number above 0'],
  [() => createTestDecart().session.tick(Number.POSITIVE_INFINITY), '`seconds` must be a number above 0'],
  [() => createTestDecart().session.rejectPrompt(untyped(3)), '`message` must be a non-empty string'],
])('%s is refused', async (call, message) => {
  await expect((async () => call())()).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(message),
  });
});

it('needs no timers: they may be fake', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" autoStart />, { wrapper: decart.Provider });
  await decart.session.goLive();
  screen.getByText('Live');
  await decart.session.lose();
  screen.getByText('Reconnecting…');
  await decart.session.goLive();
  await decart.session.end();
  screen.getByRole('button', { name: 'Start again' });
});

it('shows what the token route says', async () => {
  const decart = createTestDecart({
    getToken: () => Response.json({ detail: 'Pay first.' }, { status: 402 }),
  });
  render(<RealtimeVideo model="lucy-2.5" errorActions={{ PAYMENT_REQUIRED: <a href="/buy">Buy</a> }} />, {
    wrapper: decart.Provider,
  });
  await start();
  await screen.findByText('Payment is required to continue.');
  screen.getByRole('link', { name: 'Buy' });
});

it('counts seconds, reports them and ends the session at a limit', async () => {
  const onUsage = vi.fn();
  const onEnded = vi.fn();
  const decart = createTestDecart({ onUsage });
  render(
    <RealtimeVideo
      model="lucy-2.5"
      maxDurationSeconds={30}
      onEnded={onEnded}
      controls={
        <>
          <SessionTime />
          <UsageMeter />
        </>
      }
    />,
    { wrapper: decart.Provider },
  );
  await start();
  await decart.session.goLive();
  await decart.session.tick(25);
  screen.getByText('Your time is almost up');
  expect(onUsage).toHaveBeenCalledWith(expect.objectContaining({ sessionSeconds: 25, final: false }));
  await decart.session.tick(5);
  expect(onEnded).toHaveBeenCalledWith({ reason: 'max_duration', seconds: 30 });
  expect(decart.session.isOpen).toBe(false);
  expect(onUsage).toHaveBeenLastCalledWith(expect.objectContaining({ sessionSeconds: 30, final: true }));
});

function WithImage({ image }: { image: Blob | string }) {
  const [code, setCode] = useState('');
  const onError = (error: DecartError) => setCode(error.code);
  const { start } = useRealtimeStream({ model: 'lucy-2.5', prompt: 'comic', image, onError });
  return (
    <button type="button" onClick={() => void start()}>
      Start {code}
    </button>
  );
}

it('applies a reference image by its id, and reports that jsdom cannot read a file', async () => {
  const decart = createTestDecart();
  const { unmount } = render(<WithImage image="file_1" />, { wrapper: decart.Provider });
  await userEvent.click(screen.getByRole('button'));
  await decart.session.goLive();
  await vi.waitFor(() => expect(decart.session.image).toBe('file_1'));
  unmount();

  render(<WithImage image={new Blob(['x'], { type: 'image/png' })} />, {
    wrapper: createTestDecart().Provider,
  });
  await userEvent.click(screen.getByRole('button'));
  await screen.findByRole('button', { name: 'Start INVALID_INPUT' });
});

it("leaves the test's own mock of a media element in place", async () => {
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  onTestFinished(() => play.mockRestore());
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" autoStart />, { wrapper: decart.Provider });
  await decart.session.goLive();
  expect(play).toHaveBeenCalled();
});

it('works where the app has put something in place of MediaStream', async () => {
  vi.stubGlobal('MediaStream', class {});
  const said = vi.spyOn(console, 'error');
  onTestFinished(() => {
    vi.unstubAllGlobals();
    said.mockRestore();
  });
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" autoStart />, { wrapper: decart.Provider });
  await decart.session.goLive();
  screen.getByText('Live');
  expect(said.mock.calls).toEqual([]);
});
