import { StrictMode, useEffect } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, type Mock, vi } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';
import {
  DecartProvider,
  ImageEditor,
  RealtimeControls,
  RealtimeVideo,
  StreamViewer,
  useConnectionQuality,
  useConnectivityCheck,
  useFileUpload,
  useGenerationSeconds,
  useJob,
  useMediaDevices,
  useProcess,
  useQueue,
  useRealtimeStats,
  useRealtimeStream,
  useRecorder,
  useSnapshot,
  useStreamViewer,
  useVideoRef,
  VideoEditor,
} from '../../src';

const token = btoa('{"room_name":"room"}');
const getToken = vi.fn(async () => ({ apiKey: 'ek_1', expiresIn: 60 }));

interface Props {
  autoStart: boolean;
  onMount?: (() => void) | undefined;
}

function EveryHook({ autoStart, onMount }: Props) {
  useEffect(() => onMount?.(), [onMount]);
  const { session, videoProps, status, promptStatus } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'oil painting',
    image: 'https://example.com/a.png',
    autoStart,
  });
  const seen = {
    status,
    promptStatus,
    stats: useRealtimeStats(session),
    quality: useConnectionQuality(session),
    seconds: useGenerationSeconds(session),
    snapshot: useSnapshot(session).canTakeSnapshot,
    recorder: useRecorder({ session }).status,
    viewer: useStreamViewer({ subscribeToken: token, autoStart }).status,
    connectivity: useConnectivityCheck().status,
    devices: useMediaDevices().cameras.length,
    blocked: useVideoRef(null).playbackBlocked,
    process: useProcess('lucy-image-2').status,
    queue: useQueue('lucy-2.5').jobStatus,
    job: useJob('job_1').status,
    upload: useFileUpload().status,
  };
  return (
    <>
      <video {...videoProps} />
      <output>{JSON.stringify(seen)}</output>
    </>
  );
}

function App({ autoStart, onMount }: Props) {
  return (
    <StrictMode>
      <DecartProvider getToken={getToken} telemetry={false}>
        <RealtimeVideo
          model="lucy-2.5"
          prompt="oil painting"
          controls={<RealtimeControls />}
          autoStart={autoStart}
        />
        <StreamViewer subscribeToken={token} autoStart={autoStart} />
        <ImageEditor model="lucy-image-2" />
        <VideoEditor model="lucy-2.5" />
        <EveryHook autoStart={autoStart} onMount={onMount} />
      </DecartProvider>
    </StrictMode>
  );
}

let complaints: Mock;

beforeEach(() => {
  complaints = vi.fn();
  for (const level of ['error', 'warn'] as const) vi.spyOn(console, level).mockImplementation(complaints);
});
afterEach(() => vi.restoreAllMocks());

it('renders on a server: nothing is fetched, nothing keeps running, nothing is logged', () => {
  expect(typeof document).toBe('undefined');
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const fetch = vi.spyOn(globalThis, 'fetch');
  const html = renderToString(<App autoStart />);
  expect(html).toContain('data-status="idle"');
  expect(html).toContain('>Start</button>');
  expect(html).toContain('data-decart-video="output"');
  expect(getToken).not.toHaveBeenCalled();
  expect(fetch).not.toHaveBeenCalled();
  expect(timers).not.toHaveBeenCalled();
  expect(complaints).not.toHaveBeenCalled();
});

it('hydrates into what the server rendered', async () => {
  const html = renderToString(<App autoStart={false} />);
  // Not torn down: React continues to work after an unmount, and the worker ends with this file.
  await builtinEnvironments.jsdom.setup(globalThis, {});
  // Unlike a browser, jsdom does not mute an element that is parsed with the attribute.
  Object.defineProperty(HTMLMediaElement.prototype, 'muted', {
    get(this: HTMLMediaElement) {
      return this.defaultMuted;
    },
  });
  const container = document.createElement('div');
  container.innerHTML = html;

  const { hydrateRoot } = await import('react-dom/client');
  const onRecoverableError = vi.fn();
  const onMount = vi.fn();
  const root = hydrateRoot(container, <App autoStart={false} onMount={onMount} />, { onRecoverableError });
  await expect.poll(() => onMount).toHaveBeenCalled();
  root.unmount();
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(complaints).not.toHaveBeenCalled();
});
