// What the users of an app see, written once: it must be true with the engine that a test drives, and over real WebRTC.
import { cleanup, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterEach, expect, it } from 'vitest';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { useGenerationSeconds } from '../../src/hooks/useGenerationSeconds';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import type { TestDecart, TestSession } from '../../src/testing';

/** The commands that both kinds of service understand. */
export interface Backend {
  Provider: TestDecart['Provider'];
  session: Omit<TestSession, 'isOpen' | 'tick' | 'image' | 'starts'>;
  openSessions(): number;
}

/** What the booth of the current test has shown. */
const shown = { statuses: [] as string[], streams: new Set<MediaStream>() };

function Booth() {
  const {
    status,
    phase,
    queue,
    ended,
    error,
    promptStatus,
    prompt,
    session,
    remoteStream,
    subscribeToken,
    localStream,
    videoProps,
    start,
    stop,
    setPrompt,
  } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'comic',
    onStatusChange: (next) => shown.statuses.push(next),
  });
  useEffect(() => {
    if (remoteStream) shown.streams.add(remoteStream);
  }, [remoteStream]);
  const seconds = useGenerationSeconds(session);
  return (
    <>
      <video {...videoProps} />
      <p data-testid="status">{status}</p>
      {phase && <p>waiting for {phase}</p>}
      {queue?.position && <p>place {queue.position}</p>}
      {ended && <p>ended: {ended.reason}</p>}
      {error && <p role="alert">{error.code}</p>}
      <p data-testid="prompt">
        {prompt}: {promptStatus}
      </p>
      <p data-testid="seconds">{seconds}</p>
      {subscribeToken && <p>can be watched</p>}
      {localStream && <p>camera on</p>}
      <button type="button" onClick={() => void start()}>
        Start
      </button>
      <button type="button" onClick={() => void stop()}>
        Stop
      </button>
      <button type="button" onClick={() => void setPrompt('forbidden').catch(() => {})}>
        Forbidden
      </button>
    </>
  );
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const findStatus = async (status: string) => {
  await screen.findByText(status, { selector: '[data-testid="status"]' });
};
const findPrompt = (text: string) => screen.findByText(text, { selector: '[data-testid="prompt"]' });

export function testApp(createBackend: () => Backend): void {
  afterEach(cleanup);
  // For busy machines.
  configure({ asyncUtilTimeout: 20_000 });

  const renderBooth = async () => {
    shown.statuses = [];
    shown.streams.clear();
    const backend = createBackend();
    render(<Booth />, { wrapper: backend.Provider });
    await press('Start');
    return backend;
  };
  const renderLive = async () => {
    const backend = await renderBooth();
    await backend.session.goLive();
    await findStatus('generating');
    return backend;
  };

  it('goes live with its prompt, and stops', async () => {
    const { session, openSessions } = await renderLive();
    await findPrompt('comic: applied');
    expect(session.prompt).toBe('comic');
    expect(openSessions()).toBe(1);
    screen.getByText('camera on');
    await press('Stop');
    await findStatus('idle');
    expect(screen.queryByText('camera on')).toBeNull();
    await expect.poll(openSessions).toBe(0);
  });

  it('waits in line', async () => {
    const { session } = await renderBooth();
    await session.queue(3);
    await findStatus('queued');
    await screen.findByText('place 3');
    await press('Stop');
    await findStatus('idle');
  });

  it('starts when its turn in line has come', async () => {
    const { session } = await renderBooth();
    await session.queue(1);
    await findStatus('queued');
    await session.goLive();
    await findStatus('generating');
    expect(shown.statuses.join(', ')).toBe('connecting, queued, connecting, connected, generating');
  });

  it('loses its connection, and gets it back with its prompt', async () => {
    const { session } = await renderLive();
    await session.lose();
    await findStatus('reconnecting');
    await session.goLive();
    await findStatus('generating');
    await findPrompt('comic: applied');
    expect(session.prompt).toBe('comic');
    // The stream stays, so that the picture doesn't flash.
    expect(shown.streams.size).toBe(1);
  });

  it('waits in line when it reconnects', async () => {
    const { session } = await renderLive();
    await session.lose();
    await session.queue(1);
    await findStatus('queued');
    await session.goLive();
    await findStatus('generating');
    expect(shown.statuses.join(', ')).toBe(
      'connecting, connected, generating, reconnecting, queued, reconnecting, connected, generating',
    );
  });

  it('reconnects when the service saw a drop', async () => {
    const { session } = await renderLive();
    await session.end('disconnect');
    await findStatus('reconnecting');
    await session.goLive();
    await findStatus('generating');
  });

  it('is refused because of its first prompt, which is not sent again', async () => {
    const { session, openSessions } = await renderBooth();
    await session.fail('POLICY_VIOLATION');
    await screen.findByText('POLICY_VIOLATION');
    await findPrompt(': rejected');
    expect(openSessions()).toBe(0);
    await press('Start');
    await session.goLive();
    await findStatus('generating');
    expect(session.prompt).toBeNull();
  });

  it('has a token for viewers', async () => {
    await renderLive();
    await screen.findByText('can be watched');
  });

  it('is ended by the service, and starts again', async () => {
    const { session, openSessions } = await renderLive();
    await session.end('insufficient_credits');
    await screen.findByText('ended: insufficient_credits');
    await expect.poll(openSessions).toBe(0);
    await press('Start');
    await session.goLive();
    await findStatus('generating');
  });

  it('is refused because every session is in use', async () => {
    const { session, openSessions } = await renderBooth();
    await session.fail('CONCURRENCY_LIMIT');
    await screen.findByText('CONCURRENCY_LIMIT');
    await findStatus('error');
    expect(openSessions()).toBe(0);
  });

  it('keeps the last good prompt when the next one is refused', async () => {
    const { session } = await renderLive();
    await findPrompt('comic: applied');
    session.rejectPrompt();
    await press('Forbidden');
    await findPrompt('comic: rejected');
    await findStatus('generating');
    expect(session.prompt).toBe('comic');
  });

  it('shows visitors the faces of <RealtimeVideo>', async () => {
    const backend = createBackend();
    render(<RealtimeVideo model="lucy-2.5" />, { wrapper: backend.Provider });
    screen.getByText('Ready when you are');
    await press('Start');
    await backend.session.goLive();
    await screen.findByRole('button', { name: 'Stop' });
    await screen.findByText('Live');
    await backend.session.end('session_duration_limit');
    await screen.findByText(/You’ve reached the limit/);
    await screen.findByRole('button', { name: 'Start again' });
  });

  it('closes its session when the page leaves it', async () => {
    const backend = createBackend();
    const { unmount } = render(<Booth />, { wrapper: backend.Provider });
    await press('Start');
    await backend.session.goLive();
    await findStatus('generating');
    unmount();
    await expect.poll(backend.openSessions).toBe(0);
  });
}
