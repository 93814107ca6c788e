// A second simulation of Decart's realtime service, written from the description of its protocol alone. It refuses and ends
// sessions exactly as the service does; the media come from the sandbox, over real WebRTC.
import { createNetwork } from '../../../src/sandbox/network/network';
import type { ServerSocket } from '../../../src/sandbox/network/serverSocket';
import type { ContractDriver, Ending } from '../driver';
import { stepsOf } from './endings';
import { createMediaServer, openMediaRoom } from './mediaRoom';
import type { Step } from './messages';
import { acceptSignaling, type SignalingSocket } from './signaling';

export interface Script {
  /** Before the room is ready. A close refuses the connection. */
  handshake?: Step[];
  /** Instead of the acknowledgement of the next prompt or image. */
  reply?: Step[];
  /** How many handshakes or replies are affected. @defaultValue 1 */
  times?: number;
}

export interface ContractService extends ContractDriver {
  readonly dials: readonly SignalingSocket[];
  /** What the service does instead of its default. */
  script(script: Script): void;
  /** The session that is live. Throws when there is none. */
  readonly live: SignalingSocket;
}

interface Scripted {
  steps(seconds: number): Step[];
  times: number;
}

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const TOKEN_LIFE_MS = 3_600_000;

let services = 0;

/** Answers for its own hosts, `….contract.invalid`, until `dispose()`. */
export function createContractService(): ContractService {
  const name = `${++services}.contract.invalid`;
  const hosts = { api: `api-${name}`, realtime: `realtime-${name}`, liveKit: `livekit-${name}` };
  const liveKit = createMediaServer();
  const dials: SignalingSocket[] = [];
  const handshakes: Scripted[] = [];
  const replies: Scripted[] = [];
  let maxMessageSize = Number.POSITIVE_INFINITY;
  let tokens = 0;

  const network = createNetwork({
    sockets: { [hosts.realtime]: accept, [hosts.liveKit]: liveKit.acceptSocket },
    requests: { [hosts.api]: answer, [hosts.realtime]: answer, [hosts.liveKit]: liveKit.answer },
  });

  function accept(socket: ServerSocket) {
    if (!socket.url.pathname.startsWith('/v1/stream')) return socket.refuse();
    const sessionId = `contract-${dials.length + 1}`;
    const dial = acceptSignaling(socket, sessionId, {
      handshake: next(handshakes, 0) ?? [],
      openRoom: (onFirstFrame) => openMediaRoom(liveKit, `room-${sessionId}`, onFirstFrame),
      liveKitUrl: `wss://${hosts.liveKit}`,
      takeReply: () => next(replies, dial.seconds),
      maxMessageSize: () => maxMessageSize,
    });
    dials.push(dial);
  }

  function next(queue: Scripted[], seconds: number): Step[] | undefined {
    const [first] = queue;
    if (!first) return undefined;
    first.times -= 1;
    if (first.times <= 0) queue.shift();
    return first.steps(seconds);
  }

  /** How a client distinguishes a refused key from a network failure. */
  async function answer(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== '/v1/realtime/quota') {
      return Response.json({ detail: 'Not Found' }, { status: 404 });
    }
    const active = dials.filter(({ live }) => live).length;
    return Response.json({ limit: 10, active, remaining: 10 - active });
  }

  const liveDial = () => {
    const dial = dials.findLast(({ live }) => live);
    if (!dial) throw new Error('No session is live.');
    return dial;
  };

  const service: ContractService = {
    name: 'contract service',
    providerProps: {
      async getToken() {
        tokens += 1;
        const expiresAt = new Date(Date.now() + TOKEN_LIFE_MS).toISOString();
        return { apiKey: `ek_contract_${tokens}`, expiresAt };
      },
      baseUrl: `https://${hosts.api}`,
      realtimeBaseUrl: `wss://${hosts.realtime}`,
      telemetry: false,
      logger: QUIET,
    },
    dials,
    script({ handshake, reply, times = 1 }) {
      if (handshake) handshakes.push({ steps: () => handshake, times });
      if (reply) replies.push({ steps: () => reply, times });
    },
    get live() {
      return liveDial();
    },
    refuse(ending, times = Number.POSITIVE_INFINITY) {
      handshakes.push({ steps: (seconds) => stepsOf(ending, seconds), times });
    },
    admit() {
      handshakes.length = 0;
      maxMessageSize = Number.POSITIVE_INFINITY;
    },
    end(ending: Ending) {
      const dial = liveDial();
      dial.play(stepsOf(ending, dial.seconds));
    },
    endAtNextChange(ending) {
      replies.push({ steps: (seconds) => stepsOf(ending, seconds), times: 1 });
    },
    limitMessageSize(characters) {
      maxMessageSize = characters;
    },
    dispose() {
      for (const dial of dials) dial.dispose();
      network.dispose();
    },
  };
  return service;
}
