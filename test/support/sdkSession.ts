import {
  createDecartClient,
  models,
  type RealTimeClient,
  type RealTimeClientConnectOptions,
} from '@decartai/sdk';
import { setLogLevel } from 'livekit-client';
import { onTestFinished } from 'vitest';
import { createSandbox, createTestPicture, type Sandbox, type SandboxOptions } from '../../src/sandbox';
import { showStream, waitForFrame } from './pixels';

setLogLevel('silent');

// Cheap, and large enough to be sent in two layers.
const SMALL = { width: 640, height: 360 };

/** A sandbox that is disposed of when the test has finished. */
export function useTestSandbox(options?: SandboxOptions): Sandbox {
  const sandbox = createSandbox(options);
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** A sandbox, or whatever else simulates Decart. */
export type Simulation = Pick<Sandbox, 'providerProps'>;

/** The plain SDK's client on a sandbox, with a fresh token. */
export async function createSdkClient(sandbox: Simulation, apiKey?: string) {
  const { getToken, ...options } = sandbox.providerProps;
  return createDecartClient({ ...options, apiKey: apiKey ?? (await getToken()).apiKey });
}

export interface SdkSession {
  session: RealTimeClient;
  video: HTMLVideoElement;
  /** Every state that the SDK reported, oldest first. */
  states: string[];
  errors: unknown[];
}

export interface SdkSessionOptions
  extends Partial<Omit<RealTimeClientConnectOptions, 'onRemoteStream' | 'onConnectionChange'>> {
  /** The dominant color of the input. */
  color?: string;
  /** @defaultValue 640x360 */
  size?: { width: number; height: number };
  apiKey?: string;
  prompt?: string;
}

/** Connects the plain SDK with a test picture, and waits for the first transformed frame. */
export async function startSdkSession(
  sandbox: Simulation,
  options: SdkSessionOptions = {},
): Promise<SdkSession> {
  const { color, size = SMALL, apiKey, prompt, ...connectOptions } = options;
  const client = await createSdkClient(sandbox, apiKey);
  const picture = createTestPicture({ ...size, ...(color !== undefined && { color }) });
  const video = showStream(new MediaStream());
  onTestFinished(() => {
    video.remove();
    picture.stop();
  });
  const states: string[] = [];
  const errors: unknown[] = [];
  const session = await client.realtime.connect(picture.stream, {
    model: models.realtime('lucy-2.5'),
    ...(prompt === undefined ? {} : { initialState: { prompt: { text: prompt, enhance: false } } }),
    ...connectOptions,
    onRemoteStream: (stream) => {
      // As every app must: after a node move, the first track of the stream is an ended one.
      video.srcObject = new MediaStream(stream.getTracks().filter(({ readyState }) => readyState === 'live'));
    },
    onConnectionChange: (state) => states.push(state),
  });
  session.on('error', (error) => errors.push(error));
  onTestFinished(() => session.disconnect());
  await waitForFrame(video);
  return { session, video, states, errors };
}
