// The service's end of one signaling socket: livekit_join, the room, acknowledgements, billed seconds.
import type { ServerSocket } from '../../../src/sandbox/network/serverSocket';
import { type Dial, fingerprint } from '../driver';
import type { MediaRoom } from './mediaRoom';
import type { ClientMessage, ServerMessage, Step } from './messages';

export interface SignalingOptions {
  /** What happens before the room is ready; a close refuses the connection. */
  handshake: Step[];
  /** Creates a room when the client is accepted. */
  openRoom(onFirstFrame: () => void): MediaRoom;
  liveKitUrl: string;
  /** What replaces the acknowledgement of this message, if anything. */
  takeReply(): Step[] | undefined;
  maxMessageSize(): number;
}

export interface SignalingSocket extends Dial {
  readonly sessionId: string;
  /** Every received message, oldest first; images as fingerprints. */
  readonly messages: readonly ClientMessage[];
  /** The client's violations of the protocol. */
  readonly violations: readonly string[];
  /** Whether it has a room and has not ended. */
  readonly live: boolean;
  /** How long it has been generating. */
  readonly seconds: number;
  /** How the socket was closed, and by whom. */
  readonly closed: { code: number; reason: string; by: 'page' | 'server' } | null;
  play(steps: Step[]): Promise<void>;
  send(message: ServerMessage): void;
  close(code: number, reason?: string): void;
  /** The network loses the socket: 1006. */
  cut(): void;
  dispose(): void;
}

// A separate task for each message, as on a network: a close comes one tick after the previous message.
const tick = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function acceptSignaling(socket: ServerSocket, sessionId: string, options: SignalingOptions) {
  const { api_key: apiKey = '', model = '', ...query } = Object.fromEntries(socket.url.searchParams);
  const messages: ClientMessage[] = [];
  const violations: string[] = [];
  let room: MediaRoom | null = null;
  let applied: { prompt: string | null; image: string | null } = { prompt: null, image: null };
  let seconds = 0;
  let billing: ReturnType<typeof setInterval> | undefined;
  let closed: SignalingSocket['closed'] = null;
  // One message after the other: messages after the join wait until the room is ready.
  let working = Promise.resolve();

  const send = (message: ServerMessage) => socket.send(JSON.stringify(message));

  async function play(steps: Step[]) {
    for (const step of steps) {
      if (!socket.open) return;
      if ('type' in step) send(step);
      else if ('wait' in step) await tick(step.wait);
      else if ('cut' in step) socket.cut();
      else socket.close(step.close, step.reason);
      await tick();
    }
  }

  function startBilling() {
    if (!socket.open) return;
    send({ type: 'generation_started' });
    billing = setInterval(() => {
      seconds += 1;
      send({ type: 'generation_tick', seconds });
    }, 1000);
  }

  async function join() {
    await tick();
    await play(options.handshake);
    if (!socket.open) return;
    room = options.openRoom(startBilling);
    send({
      type: 'livekit_room_info',
      livekit_url: options.liveKitUrl,
      token: room.token,
      room_name: room.name,
      session_id: sessionId,
    });
  }

  async function change(message: Exclude<ClientMessage, { type: 'livekit_join' }>) {
    if (!room) return;
    const steps = options.takeReply();
    if (steps) return play(steps);
    if (message.type === 'prompt') {
      applied = { ...applied, prompt: message.prompt };
      await room.apply(applied.prompt, applied.image);
      return send({ type: 'prompt_ack', prompt: message.prompt, success: true, error: null });
    }
    const wanted = { prompt: message.prompt ?? applied.prompt, image: message.image_data ?? null };
    const success = await room.apply(wanted.prompt, wanted.image);
    if (success) applied = wanted;
    send({ type: 'set_image_ack', success, error: success ? null : 'Invalid image' });
  }

  function receive(text: string) {
    const isTooBig = text.length > options.maxMessageSize();
    let message: ClientMessage;
    try {
      message = JSON.parse(text);
    } catch {
      violations.push('no JSON');
      return;
    }
    const isJoin = message.type === 'livekit_join';
    if (isJoin !== (messages.length === 0)) violations.push(`${message.type} as message ${messages.length}`);
    messages.push(withoutImage(message));
    if (isTooBig) return socket.close(1009, 'Message Too Big');
    working = working.then(() => (message.type === 'livekit_join' ? join() : change(message)));
  }

  socket.listen({
    message(data) {
      if (typeof data === 'string') receive(data);
      else violations.push('binary message');
    },
    close(code, reason, by) {
      closed = { code, reason, by };
      clearInterval(billing);
      room?.leave(by === 'page');
    },
  });

  const signaling: SignalingSocket = {
    sessionId,
    at: performance.now(),
    model,
    apiKey: fingerprint(apiKey),
    query,
    messages,
    violations,
    get prompts() {
      return messages.flatMap((message) => ('prompt' in message && message.prompt ? [message.prompt] : []));
    },
    get images() {
      return messages.flatMap((message) =>
        message.type === 'set_image' ? [message.image_ref ?? message.image_data ?? null] : [],
      );
    },
    get open() {
      return socket.open;
    },
    get live() {
      return socket.open && room !== null;
    },
    get seconds() {
      return seconds;
    },
    get closed() {
      return closed;
    },
    play,
    send,
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.cut(),
    dispose() {
      clearInterval(billing);
      room?.close();
    },
  };
  return signaling;
}

function withoutImage(message: ClientMessage): ClientMessage {
  if (message.type !== 'set_image' || !message.image_data) return message;
  return { ...message, image_data: fingerprint(message.image_data) };
}
