// The SDK's realtime client as `src/realtime/connection.ts` uses it, without our code in between, on its own simulated
// service.
import {
  createDecartClient,
  type Logger,
  models,
  type QueuePosition,
  type RealTimeClient,
  type RealTimeClientConnectOptions,
} from '@decartai/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { type ContractService, createContractService } from './service/service';

export interface LogLine {
  level: keyof Logger;
  message: string;
  data: Record<string, unknown>;
}

type ConnectOptions = Omit<RealTimeClientConnectOptions, 'onRemoteStream' | 'onQueuePosition'>;

export interface DialOptions {
  connect?: Partial<ConnectOptions>;
  /** Called for every log line; an error thrown by it reaches the SDK. */
  onLog?(line: LogLine): void;
  /** Called when the SDK asks for the tracks. */
  onTracks?(): void;
  onState?(state: string): void;
}

/** The error text after which the SDK doesn't retry. */
export const PERMANENT = 'not allowed';

/** Ends the retries of a failed attempt, from inside the log. */
export function stopRetries({ message, data }: LogLine): void {
  if (message === 'client-session-connection-breakdown' && data.success === false) {
    throw new Error(`Retrying is ${PERMANENT}.`);
  }
}

export function dialSdk(service: ContractService, options: DialOptions = {}) {
  const { onLog = stopRetries, onTracks, onState, connect } = options;
  const log: LogLine[] = [];
  const states: string[] = [];
  const queue: QueuePosition[] = [];
  const streams: MediaStream[] = [];
  const qualities: unknown[] = [];
  const picture = createTestPicture({ width: 320, height: 180, frameRate: 15 });
  const tracks = picture.stream.getVideoTracks().map((track) => track.clone());

  const write =
    (level: keyof Logger): Logger['debug'] =>
    (message, data = {}) => {
      const line = { level, message, data };
      log.push(line);
      onLog(line);
    };
  const client = createDecartClient({
    baseUrl: service.providerProps.baseUrl,
    realtimeBaseUrl: service.providerProps.realtimeBaseUrl,
    telemetry: false,
    apiKey: 'ek_contract',
    logger: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  });
  const input = {
    getTracks() {
      onTracks?.();
      return tracks;
    },
    getAudioTracks: () => [],
    getVideoTracks: () => [],
  };
  const connecting: Promise<RealTimeClient> = client.realtime.connect(input, {
    model: models.realtime('lucy-2.5'),
    mirror: false,
    onRemoteStream(stream) {
      if (stream instanceof MediaStream) streams.push(stream);
    },
    onQueuePosition: (position) => queue.push(position),
    onConnectionChange(state) {
      states.push(state);
      onState?.(state);
    },
    onConnectionQuality: (report) => qualities.push(report),
    ...connect,
  });
  const settled = connecting.then(
    (session) => ({ session }),
    (error: unknown) => ({ error }),
  );
  onTestFinished(async () => {
    const result = await settled;
    if ('session' in result) result.session.disconnect();
    picture.stop();
    for (const track of tracks) track.stop();
  });
  return {
    log,
    states,
    queue,
    streams,
    qualities,
    tracks,
    /** The result of `connect`. */
    settled,
    async session(): Promise<RealTimeClient> {
      return await connecting;
    },
    lines: (message: string) => log.filter((line) => line.message === message),
  };
}

export function openService() {
  const service = createContractService();
  onTestFinished(() => service.dispose());
  return service;
}

/** A session that generates video. */
export async function goLive(options?: DialOptions) {
  const service = openService();
  const dial = dialSdk(service, options);
  const session = await dial.session();
  await expect.poll(() => dial.states.at(-1)).toBe('generating');
  return { service, dial, session };
}

/** A test that fails with `advice`: what to do if the SDK has changed. */
export function reliesOn(what: string, advice: string, check: () => Promise<void>) {
  test(`the SDK ${what}`, async () => {
    try {
      await check();
    } catch (cause) {
      // The SDK rejects with plain objects, too.
      const seen = cause instanceof Error ? cause.message : JSON.stringify(cause);
      throw new Error(`It is no longer so that the SDK ${what}. ${advice} Seen: ${seen}`, { cause });
    }
  });
}
