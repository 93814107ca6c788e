// Compiled, not run: every example and every promise of the API's contract about live video.
import type { ConnectionQualityReport, ConnectivityReport, WebRTCStats } from '@decartai/sdk';
import { models } from '@decartai/sdk';
import type { ReactNode } from 'react';
import {
  type DecartError,
  DecartErrorBoundary,
  type DecartErrorCode,
  type QueueState,
  RealtimeControls,
  type RealtimeOptions,
  type RealtimePhase,
  type RealtimeSession,
  RealtimeVideo,
  StreamViewer,
  useConnectionQuality,
  useConnectivityCheck,
  useGenerationSeconds,
  useMediaDevices,
  useRealtimeStats,
  useRealtimeStream,
  useRecorder,
  useSnapshot,
  useStreamViewer,
  useVideoRef,
} from '../../src';

declare const file: File;
declare const stream: MediaStream;
declare const children: ReactNode;

export function Stream() {
  const { videoRef, status, setPrompt } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'oil painting',
    autoStart: true,
  });
  return (
    <>
      <video ref={videoRef} data-status={status} muted />
      <button type="button" onClick={() => setPrompt('neon city', { enhance: false })} />
    </>
  );
}

export function StreamByProps() {
  const { videoProps, localVideoRef } = useRealtimeStream({ model: models.realtime('lucy-2.5') });
  return (
    <>
      <video {...videoProps} />
      <video ref={localVideoRef} muted />
    </>
  );
}

export const everyOption: RealtimeOptions = {
  model: 'lucy-2.5',
  prompt: 'oil painting',
  enhance: false,
  image: file,
  input: { deviceId: 'camera', width: 1280 },
  microphone: { echoCancellation: true },
  autoStart: true,
  mirror: 'auto',
  resolution: '1080p',
  preferredVideoCodec: 'vp9',
  queryParams: { trace: '1' },
  debugQuality: true,
  passthrough: false,
  connectTimeout: 30_000,
  reconnect: { attempts: 8, minDelay: 250, maxDelay: 5000 },
  onStatusChange: (status) => status satisfies RealtimeStatusOfContract,
  onError: (error) => error.fatal satisfies boolean,
  onEnded: ({ seconds, reason }) => [seconds satisfies number, reason satisfies string],
  onQueuePosition: (queue) => queue satisfies QueueState,
  onTurn: () => {},
  onPromptRejected: (error) => error.code satisfies DecartErrorCode,
};
export const otherOptions: RealtimeOptions[] = [
  {
    model: 'lucy-2.5',
    input: stream,
    microphone: true,
    image: 'https://example.com/a.png',
    reconnect: false,
  },
  { model: 'lucy-2.5', input: null, microphone: false, image: null, mirror: true },
  // @ts-expect-error an image model isn't a realtime model
  { model: 'lucy-image-2' },
  // @ts-expect-error no such option
  { model: 'lucy-2.5', camera: true },
];

type RealtimeStatusOfContract =
  | 'idle'
  | 'connecting'
  | 'queued'
  | 'connected'
  | 'generating'
  | 'reconnecting'
  | 'ended'
  | 'error';

export function useEverythingReturned() {
  const stream = useRealtimeStream({ model: 'lucy-2.5' });
  // Both ways: not one status more or less.
  const statuses: RealtimeStatusOfContract = stream.status;
  const status: typeof stream.status = statuses;
  switch (stream.status) {
    case 'error':
      stream.error satisfies DecartError;
      break;
    case 'connecting':
      stream.phase satisfies 'camera' | 'token' | 'signaling' | 'media' satisfies RealtimePhase;
      stream.error satisfies null;
      break;
    case 'queued':
      stream.queue satisfies QueueState;
      break;
    case 'ended':
      stream.ended satisfies { seconds: number; reason: string };
      break;
    default:
      stream.error satisfies null;
      stream.ended satisfies null;
      stream.queue satisfies null;
  }
  const { remoteStream, localStream, playbackBlocked, promptStatus, promptError } = stream;
  const parts: [MediaStream | null, MediaStream | null, boolean] = [
    remoteStream,
    localStream,
    playbackBlocked,
  ];
  const prompt: 'idle' | 'pending' | 'applied' | 'rejected' = promptStatus;
  const ids: (string | null)[] = [stream.sessionId, stream.subscribeToken];
  return [status, parts, prompt, promptError satisfies DecartError | null, ids];
}

export function useDestructured() {
  const { status, error } = useRealtimeStream({ model: 'lucy-2.5' });
  // A destructured result is still a union.
  if (status === 'error') error satisfies DecartError;
}

export async function methods(live: ReturnType<typeof useRealtimeStream>) {
  const { start, stop, setPrompt, setImage, set, setInput, setMicrophone, resumePlayback } = live;
  await (start() satisfies Promise<void>);
  const outcome: 'applied' | 'superseded' = await setPrompt('neon city', { enhance: true });
  await setImage(file, { prompt: 'a hat', enhance: false });
  await setImage(null);
  await set({ prompt: 'x', image: 'file_1', enhance: true });
  await setInput('device-id');
  await setInput({ facingMode: 'environment' });
  await setInput(stream);
  await setMicrophone(true);
  await resumePlayback();
  await (stop() satisfies Promise<void>);
  return outcome;
}

export function useFineGrained(session: RealtimeSession) {
  const stats: WebRTCStats | null = useRealtimeStats(session);
  const quality: ConnectionQualityReport | null = useConnectionQuality(session);
  const seconds: number = useGenerationSeconds(session);
  const { videoRef } = useVideoRef(stream);
  const { takeSnapshot, canTakeSnapshot } = useSnapshot(session);
  const recorder = useRecorder({ session, onPart: ({ blob }) => blob satisfies Blob | null });
  const { cameras, microphones } = useMediaDevices();
  const unsubscribe: () => void = session.subscribe(() => session.getSnapshot().status);
  return [
    stats,
    quality,
    seconds,
    videoRef,
    takeSnapshot,
    canTakeSnapshot,
    recorder,
    cameras,
    microphones,
    unsubscribe,
  ];
}

export function Viewer({ token }: { token: string | null }) {
  const { videoRef, status, error, session, start, stop } = useStreamViewer({ subscribeToken: token });
  if (status === 'error') error satisfies DecartError;
  if (status === 'waiting' || status === 'ended') error satisfies null;
  useSnapshot(session);
  useRecorder({ session });
  // @ts-expect-error a viewer has no numbers of a session
  useRealtimeStats(session);
  // @ts-expect-error whose?
  useStreamViewer({});
  return <video ref={videoRef} onClick={() => (status === 'idle' ? start() : stop())} muted />;
}

export function Preflight() {
  const { status, report, error, check, reset } = useConnectivityCheck();
  if (status === 'done') report satisfies ConnectivityReport;
  if (status === 'error') error satisfies DecartError;
  return (
    <>
      <button type="button" onClick={() => check()} disabled={status === 'checking'}>
        {status === 'done' ? `Your network: ${report.quality}` : 'Check my network'}
      </button>
      <button type="button" onClick={() => check({ deep: true, model: models.realtime('lucy-2.5') })} />
      <button type="button" onClick={reset} />
    </>
  );
}

// The drop-in component

export const dropIn = [
  <RealtimeVideo key="1" model="lucy-2.5" prompt="oil painting" autoStart />,
  <RealtimeVideo key="2" model="lucy-2.5" controls={<RealtimeControls />} />,
  <RealtimeVideo
    key="3"
    {...everyOption}
    controls={false}
    preview={false}
    fit="contain"
    poster="/poster.jpg"
    className="mine"
    style={{ borderRadius: 8 }}
    muted={false}
    data-testid="video"
  >
    <p>Over the picture</p>
  </RealtimeVideo>,
  // @ts-expect-error a model is needed
  <RealtimeVideo key="4" />,
  <StreamViewer key="5" subscribeToken="eyJyb29tX25hbWUiOiJhIn0=" />,
  <DecartErrorBoundary key="6">{children}</DecartErrorBoundary>,
];
