import type { CreateTokenOptions, Logger } from '@decartai/sdk';
import { aFlag, anyObject, checkAll, type Rule } from './checks';
import { createEventLog, type SandboxEvent } from './eventLog';
import { NORMAL } from './faults/conditions';
import { createFaults } from './faults/faults';
import { createGates } from './faults/gates';
import type { SandboxFaults } from './faults/sandboxFaults';
import { createHttpApi } from './http/httpApi';
import type { HttpControls } from './http/httpControls';
import { createLiveKitServer } from './livekit/liveKitServer';
import { createNetwork } from './network/network';
import { type SandboxSession, viewOf } from './signaling/sandboxSession';
import { createSessionRegistry } from './signaling/sessionRegistry';
import { checkTokenOptions } from './tokens/checkTokenOptions';
import { createSessionQueue, type SandboxSessionQueue } from './tokens/sessionQueue';
import { createTokenRegistry } from './tokens/tokenRegistry';
import {
  createTokenRoute,
  type SandboxGetToken,
  type SandboxLineToken,
  type SandboxPlainRequest,
  type SandboxQueued,
  type SandboxTokenRequest,
} from './tokens/waitingLine';

export interface SandboxOptions {
  /**
   * Also accepts client tokens that the sandbox did not mint, such as those of a real token route. @defaultValue false
   */
  acceptAnyToken?: boolean | undefined;
  /** The permissions and lifetime of the tokens of `providerProps.getToken`, as in `POST /v1/client/tokens`. */
  tokenOptions?: CreateTokenOptions | undefined;
}

const RULES = { acceptAnyToken: aFlag, tokenOptions: anyObject } satisfies Record<keyof SandboxOptions, Rule>;

/** A simulated Decart in the page. */
export interface Sandbox extends SandboxFaults, HttpControls {
  /** Spread it into `<DecartProvider>`, or pass it to `createDecartClient` with a key from `getToken`. */
  readonly providerProps: {
    /**
     * Mints a token that this sandbox accepts, according to `tokenOptions`. With `capacity`, sessions wait in line for
     * their token.
     */
    readonly getToken: SandboxGetToken;
    /** The base URL of this sandbox's HTTP calls. */
    readonly baseUrl: string;
    /** The base URL of its live sessions. */
    readonly realtimeBaseUrl: string;
    /** No telemetry is sent to Decart. */
    readonly telemetry: false;
    /** The console stays quiet. */
    readonly logger: Logger;
  };
  /**
   * Decart's managed queue, for `sessionQueue` of `<DecartProvider>`. It has as many slots as `capacity` says, and admits
   * everybody without it.
   * @example <DecartProvider {...sandbox.providerProps} sessionQueue={sandbox.sessionQueue}>
   */
  readonly sessionQueue: SandboxSessionQueue;
  /** All realtime sessions so far, including closed ones; the array is replaced after each event, and only then. */
  readonly sessions: readonly SandboxSession[];
  /** The last 500 events; the array is replaced after each event, and only then. */
  readonly events: readonly SandboxEvent[];
  /** Calls back after each event; returns a function that unsubscribes. For `useSyncExternalStore`, too. */
  subscribe: (listener: () => void) => () => void;
  /** How many times `providerProps.getToken` was called. */
  readonly tokenRequests: number;
  /** The current contents of the sandbox. */
  readonly resources: {
    readonly sockets: number;
    readonly peerConnections: number;
    readonly workers: number;
  };
  /** Ends everything for good, and restores the page's own `WebSocket` and `fetch`. */
  dispose: () => void;
}

const QUIET: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const DISPOSED =
  'This sandbox was disposed of. Create it outside all components: in StrictMode, the cleanup of an effect also runs at mount.';

let instances = 0;

/**
 * Simulates Decart inside the page: no account, no credits, nothing leaves the browser. The real SDK and a real
 * `RTCPeerConnection` talk to it. It answers only for its own hosts. On a server it does nothing.
 *
 * @throws `TypeError` with the code `INVALID_OPTIONS`, naming the option; its methods throw it for senseless values, too
 *
 * @example
 * ```tsx
 * const sandbox = createSandbox();
 * <DecartProvider {...sandbox.providerProps}>…</DecartProvider>
 * sandbox.closeSignaling(1006);
 * sandbox.dispose();
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkAll('createSandbox', options, RULES);
  checkTokenOptions('createSandbox.tokenOptions', options.tokenOptions);
  const name = `${++instances}.decart-sandbox.invalid`;
  const hosts = { api: `api-${name}`, realtime: `realtime-${name}`, liveKit: `livekit-${name}` };
  const liveKitUrl = `wss://${hosts.liveKit}`;
  const conditions = { ...NORMAL };
  const gates = createGates();
  const log = createEventLog();
  const tokens = createTokenRegistry(options);
  const { constraints } = options.tokenOptions ?? {};
  const route = createTokenRoute({
    slots: () => conditions.slots,
    now: tokens.now,
    maxDurationSeconds: constraints?.realtime?.maxSessionDuration ?? Number.POSITIVE_INFINITY,
    mint(seconds) {
      const realtime = { ...constraints?.realtime, maxSessionDuration: seconds };
      const isLimited = Number.isFinite(seconds);
      return tokens.mint({
        ...options.tokenOptions,
        ...(isLimited && { constraints: { ...constraints, realtime } }),
      });
    },
  });
  const liveKit = createLiveKitServer(conditions, gates);
  const sessionQueue = { id: 'sandbox', key: 'qk_sandbox', url: `https://${hosts.api}` };
  const http = createHttpApi({
    tokens,
    sessionQueue: (request) => answerQueue(request),
    quota: () => ({
      limit: Number.isFinite(conditions.sessionLimit) ? conditions.sessionLimit : 10,
      active: sessions.counted.length,
    }),
    watchStream(roomName) {
      const room = liveKit.findRoom(roomName);
      if (!room) return Response.json({ detail: 'Room not found' }, { status: 404 });
      return Response.json({
        livekit_url: liveKitUrl,
        token: liveKit.admit(room, 'viewer'),
        room_name: roomName,
      });
    },
  });
  const sessions = createSessionRegistry(tokens, {
    conditions,
    gates,
    liveKit,
    liveKitUrl,
    findFile: http.files.get,
    now: tokens.now,
    timeLimit(apiKey) {
      const token = tokens.minted.find((minted) => minted.apiKey === apiKey);
      return token?.options.constraints?.realtime?.maxSessionDuration ?? Number.POSITIVE_INFINITY;
    },
    note: (session, what, detail) => log.add(session?.id ?? null, what, detail),
  });
  const answerQueue = createSessionQueue({
    ...{ id: sessionQueue.id, key: sessionQueue.key, now: tokens.now },
    ...{ slots: () => conditions.slots, sessions },
  });
  const network = createNetwork({
    sockets: { [hosts.realtime]: sessions.acceptSocket, [hosts.liveKit]: liveKit.acceptSocket },
    requests: { [hosts.api]: http.handle, [hosts.realtime]: http.handle, [hosts.liveKit]: liveKit.answer },
  });
  const note = (what: string, detail?: string) => log.add(null, what, detail);
  let tokenRequests = 0;
  let disposed = false;
  const isDisposed = () => disposed;
  const faults = createFaults({ conditions, gates, network, sessions, tokens, note, isDisposed });
  let views: { events: readonly SandboxEvent[]; sessions: readonly SandboxSession[] } | undefined;

  function getToken(request?: SandboxPlainRequest): Promise<SandboxLineToken>;
  function getToken(request: SandboxTokenRequest): Promise<SandboxLineToken | SandboxQueued>;
  async function getToken({ purpose, ticket, event }: SandboxTokenRequest = {}) {
    if (disposed) throw new Error(DISPOSED);
    network.bringToFront();
    tokenRequests++;
    await gates.pass('token');
    if (conditions.offline) throw new TypeError('Failed to fetch');
    if (conditions.tokensRefused) throw new Error('The sandbox refuses tokens.');
    return purpose === 'session' ? route.session(ticket, event) : route.plain();
  }

  return {
    ...http.controls,
    ...faults,
    get requests() {
      return http.controls.requests;
    },
    get jobs() {
      return http.controls.jobs;
    },
    providerProps: {
      getToken,
      baseUrl: `https://${hosts.api}`,
      realtimeBaseUrl: `wss://${hosts.realtime}`,
      telemetry: false,
      logger: QUIET,
    },
    sessionQueue,
    get sessions() {
      const { events } = log;
      if (views?.events !== events) views = { events, sessions: sessions.all.map(viewOf) };
      return views.sessions;
    },
    get events() {
      return log.events;
    },
    subscribe: log.subscribe,
    get tokenRequests() {
      return tokenRequests;
    },
    get resources() {
      const rooms = sessions.all.flatMap(({ room }) => (room ? [room] : []));
      return {
        sockets: network.openSockets,
        peerConnections: rooms.reduce((count, room) => count + room.participants.length, 0),
        workers: rooms.filter((room) => room.modelRuns).length,
      };
    },
    reset() {
      faults.reset();
      http.controls.clearRequestFaults();
      http.controls.releaseJobs();
      http.controls.delayRequests(0);
    },
    dispose() {
      disposed = true;
      faults.reset();
      sessions.dispose();
      network.dispose();
      http.dispose();
      log.clear();
    },
  };
}
