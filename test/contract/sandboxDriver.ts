// The sandbox as the contract's tests see it. Messages are recorded at the socket, not read from the sandbox.
import { createSandbox } from '../../src/sandbox';
import type { CustomEnding, SessionEnding } from '../../src/sandbox/signaling/endings';
import { type ContractDriver, type Dial, type Ending, type EndingKind, fingerprint } from './driver';

const ENDINGS: Partial<Record<EndingKind, SessionEnding | CustomEnding>> = {
  'session limit': 'session_limit',
  'session limit, close alone': 'session_limit_close',
  capacity: 'capacity',
  'capacity by its text': 'capacity',
  'try again later': 'try_again_later',
  '1013 without a reason': { code: 1013 },
  '1013 for an unknown reason': { code: 1013, reason: 'Rebalancing' },
  policy: 'policy',
  unauthorized: 'unauthorized',
  'model not allowed': 'model_not_allowed',
  'origin not allowed': 'origin_not_allowed',
  'insufficient credits': 'insufficient_credits',
  'insufficient credits, socket left open': { message: { type: 'error', error: 'Insufficient credits' } },
  'generation ended: disconnect': 'disconnect',
  '1000 alone': 'normal_closure',
};

const GENERATION_ENDS: Partial<Record<EndingKind, string>> = {
  'generation ended: time limit': 'session_duration_limit',
  'generation ended: moderation': 'moderation_violation',
  'generation ended: credits': 'insufficient_credits',
  'generation ended: unknown reason': 'maintenance',
};

function endingOf({ kind, retryAfter }: Ending): SessionEnding | CustomEnding {
  if (kind !== 'capacity by its type') return ENDINGS[kind] ?? 'normal_closure';
  const message = { type: 'error', error: 'All servers are busy.', error_type: 'capacity' } as const;
  return { message: { ...message, retry_after: retryAfter }, code: 1013, reason: 'Try Again Later' };
}

const native = globalThis.WebSocket;

/** Every signaling socket that the page opens, and the messages it sends. */
function recordDials(baseUrl: string) {
  const dials: Dial[] = [];
  const set = (value: typeof WebSocket) =>
    Object.defineProperty(globalThis, 'WebSocket', { value, configurable: true, writable: true });
  return {
    dials,
    /** Again for each connection: the sandbox restores its class at every token request. */
    watch() {
      set(
        new Proxy(globalThis.WebSocket, {
          construct(target, args, newTarget) {
            const socket: WebSocket = Reflect.construct(target, args, newTarget);
            if (String(args[0]).startsWith(baseUrl)) dials.push(record(socket));
            return socket;
          },
        }),
      );
    },
    stop: () => set(native),
  };
}

function record(socket: WebSocket): Dial {
  const { api_key: apiKey = '', model = '', ...query } = Object.fromEntries(new URL(socket.url).searchParams);
  const prompts: string[] = [];
  const images: (string | null)[] = [];
  const send = socket.send.bind(socket);
  socket.send = (data) => {
    send(data);
    const { type, prompt, image_data: image } = JSON.parse(String(data));
    if (typeof prompt === 'string') prompts.push(prompt);
    if (type === 'set_image') images.push(typeof image === 'string' ? fingerprint(image) : null);
  };
  return {
    at: performance.now(),
    model,
    apiKey: fingerprint(apiKey),
    query,
    prompts,
    images,
    get open() {
      return socket.readyState === WebSocket.OPEN;
    },
  };
}

export function createSandboxDriver(): ContractDriver {
  const sandbox = createSandbox();
  const { providerProps } = sandbox;
  const { dials, watch, stop } = recordDials(providerProps.realtimeBaseUrl);
  return {
    name: 'the sandbox',
    providerProps: {
      ...providerProps,
      async getToken() {
        const token = await providerProps.getToken();
        watch();
        return token;
      },
    },
    dials,
    refuse(ending, times) {
      const { retryAfter } = ending;
      sandbox.refuseSessions(endingOf(ending), { retryAfter, ...(times !== undefined && { times }) });
    },
    admit() {
      sandbox.refuseSessions(null);
      sandbox.limitMessages(Number.POSITIVE_INFINITY);
    },
    end(ending) {
      const { kind, retryAfter } = ending;
      const reason = GENERATION_ENDS[kind];
      if (kind === 'connection lost') sandbox.closeSignaling(1006);
      else if (reason) sandbox.endGeneration(reason);
      else sandbox.endSessions(endingOf(ending), { retryAfter });
    },
    endAtNextChange: (ending) => sandbox.endAtNextChange(endingOf(ending)),
    limitMessageSize: sandbox.limitMessages,
    dispose() {
      sandbox.dispose();
      stop();
    },
  };
}
