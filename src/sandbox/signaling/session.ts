import { type Conditions, lostFrames } from '../faults/conditions';
import type { Gates } from '../faults/gates';
import type { LiveKitServer } from '../livekit/liveKitServer';
import { requireLocalAddress } from '../livekit/localAddress';
import { Room } from '../livekit/room';
import { matches } from '../matches';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../randomId';
import { type CustomEnding, nameOf, type SessionEnding, stepsOf } from './endings';
import { type ClientMessage, parseMessage, type ServerMessage } from './messages';
import { RequestedPicture } from './requestedPicture';

export type SessionPhase = 'joining' | 'queued' | 'ready' | 'generating' | 'closed';

export interface SessionContext {
  conditions: Conditions;
  gates: Gates;
  liveKit: LiveKitServer;
  liveKitUrl: string;
  /** An uploaded file, for `image_ref`. */
  findFile(id: string): Blob | null;
  /** The sandbox's clock. */
  now(): number;
  /** The seconds after which a session with this key ends. */
  timeLimit(apiKey: string): number;
  /** Something happened to this session, or without a session. */
  note(session: Session | null, what: string, detail?: string): void;
}

/** One signaling socket, with everything that the service keeps for it. */
export class Session {
  readonly id = `session_${shortId()}`;
  readonly roomName = `room-${shortId()}`;
  readonly model: string;
  readonly apiKey: string;
  readonly messages: ClientMessage[] = [];
  readonly picture: RequestedPicture;
  phase: SessionPhase = 'joining';
  queuePosition: number | null = null;
  closeCode: number | null = null;
  /** By the sandbox's clock. */
  closedAt = Number.NEGATIVE_INFINITY;
  seconds = 0;
  room: Room | null = null;
  #socket: ServerSocket;
  #context: SessionContext;
  #applying: Promise<void> = Promise.resolve();
  #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(socket: ServerSocket, context: SessionContext) {
    this.#socket = socket;
    this.#context = context;
    this.apiKey = socket.url.searchParams.get('api_key') ?? '';
    this.model = socket.url.searchParams.get('model') ?? '';
    const { conditions, findFile } = context;
    this.picture = new RequestedPicture({
      objectionToPrompt(prompt) {
        const { rejectedPrompts } = conditions;
        return rejectedPrompts && matches(prompt, rejectedPrompts.pattern) ? rejectedPrompts.message : null;
      },
      objectionToImage: () => conditions.rejectedImages?.message ?? null,
      findFile,
    });
    socket.listen({
      message: (data) => {
        if (typeof data !== 'string') return;
        if (data.length > context.conditions.maxMessageLength)
          return this.#socket.close(1009, 'message too big');
        const message = parseMessage(data);
        if (message) this.#receive(message);
      },
      close: (code, reason, by) => this.#onClosed(code, reason, by === 'page'),
    });
  }

  get open(): boolean {
    return this.phase !== 'closed';
  }

  close(code: number, reason = ''): void {
    if (code === 1006) this.#socket.cut();
    else this.#socket.close(code, reason);
  }

  fail(error: string): void {
    this.#send({ type: 'error', error });
    this.#context.note(this, 'error sent', error);
  }

  /** Ends the generation as the service does at one of its limits: with a message and a normal close. */
  end(reason: string): void {
    if (!this.open) return;
    this.#send({ type: 'generation_ended', seconds: this.seconds, reason });
    this.#context.note(this, 'generation ended', reason);
    this.close(1000);
  }

  /** Ends it with one of the service's endings. */
  endAs(ending: SessionEnding | CustomEnding, retryAfter?: unknown): void {
    if (!this.open) return;
    const { message, code, reason } = stepsOf(ending, this.seconds, retryAfter);
    this.#context.note(this, 'ended', nameOf(ending));
    if (message) this.#send(message);
    // A tick later, as the service does.
    if (code !== undefined) this.#later(0, () => this.close(code, reason));
  }

  /** Call it when the sandbox's conditions have changed. */
  applyConditions(): void {
    this.room?.loseFrames(lostFrames(this.#context.conditions));
  }

  dispose(): void {
    this.#socket.cut();
    this.room?.close();
  }

  #send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  #later(ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, ms);
    this.#timers.add(timer);
  }

  #receive(message: ClientMessage): void {
    this.messages.push(message);
    const detail = 'prompt' in message && message.prompt ? message.prompt : undefined;
    this.#context.note(this, message.type, detail);
    if (message.type === 'livekit_join') this.#join(message.passthrough ?? false);
    else this.#apply(message);
  }

  #join(passthrough: boolean): void {
    const { queue } = this.#context.conditions;
    this.picture.passthrough = passthrough;
    if (queue) {
      this.phase = 'queued';
      this.#wait(queue.place, queue.place, queue.intervalMs);
    } else {
      this.#announceRoom().catch(this.#giveUp);
    }
  }

  #wait(position: number, size: number, intervalMs: number): void {
    if (position <= 0) {
      this.queuePosition = null;
      this.#announceRoom().catch(this.#giveUp);
      return;
    }
    this.queuePosition = position;
    this.#send({ type: 'queue_position', position, queue_size: size });
    this.#context.note(this, 'queued', String(position));
    this.#later(intervalMs, () => this.#wait(position - 1, size, intervalMs));
  }

  /** A feature that this browser lacks is reported at once: otherwise a client would wait for it. */
  #giveUp = (error: unknown): void => {
    if (!this.open) return;
    this.fail(`The sandbox failed: ${error instanceof Error ? error.message : String(error)}`);
    this.close(1011, 'the sandbox failed');
  };

  async #announceRoom(): Promise<void> {
    const { conditions, gates, liveKit, liveKitUrl, note } = this.#context;
    await Promise.all([gates.pass('room'), requireLocalAddress()]);
    if (!this.open) return;
    this.phase = 'ready';
    const large = this.#socket.url.searchParams.get('resolution') === '1080p';
    const room = new Room({
      name: this.roomName,
      gates,
      longSide: large ? 1920 : 1280,
      onFirstFrame: () => this.#start(),
      onChange: (what) => note(this, what),
      onClosed: () => liveKit.forget(room),
    });
    this.room = room;
    this.applyConditions();
    room.setState(this.picture.modelState);
    this.#send({
      type: 'livekit_room_info',
      livekit_url: liveKitUrl,
      token: liveKit.admit(room, 'publisher'),
      room_name: this.roomName,
      session_id: this.id,
    });
    note(this, 'room announced');
    const close = conditions.closeWhileConnecting;
    if (!close || close.times <= 0) return;
    close.times--;
    // Closed, not cut, even with 1006: the room must reach the client.
    this.#socket.close(close.code, close.reason);
  }

  #start(): void {
    if (this.phase !== 'ready') return;
    this.phase = 'generating';
    this.#send({ type: 'generation_started' });
    this.#context.note(this, 'generation started');
    this.#later(1000, () => this.#tick());
  }

  #tick(): void {
    const { conditions, timeLimit } = this.#context;
    if (!conditions.silent) {
      this.seconds++;
      this.#send({ type: 'generation_tick', seconds: this.seconds });
      const limit = Math.min(conditions.maxSessionSeconds, timeLimit(this.apiKey));
      if (this.seconds >= limit) this.end('session_duration_limit');
    }
    if (this.open) this.#later(1000, () => this.#tick());
  }

  /** One after the other: an image takes time to decode. */
  #apply(message: Exclude<ClientMessage, { type: 'livekit_join' }>): void {
    this.#applying = this.#applying.then(() => this.#applyNow(message)).catch(this.#giveUp);
  }

  async #applyNow(message: Exclude<ClientMessage, { type: 'livekit_join' }>): Promise<void> {
    const { changeEnding } = this.#context.conditions;
    if (changeEnding && this.phase === 'generating') return this.endAs(changeEnding);
    // A change during a session is meant to be seen.
    if (this.phase === 'generating') this.picture.passthrough = false;
    const ack = await this.picture.apply(message);
    if (!this.open) return;
    this.room?.setState(this.picture.modelState);
    this.#later(this.#context.conditions.ackDelayMs, () => this.#send(ack));
  }

  #onClosed(code: number, reason: string, byClient: boolean): void {
    this.phase = 'closed';
    this.closeCode = code;
    this.closedAt = this.#context.now();
    this.queuePosition = null;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.room?.abandon({ clientLeft: byClient });
    this.#context.note(this, 'closed', reason ? `${code} ${reason}` : String(code));
  }
}
