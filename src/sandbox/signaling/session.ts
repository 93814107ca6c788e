import type { Conditions } from '../faults/conditions';
import type { LiveKitServer } from '../livekit/liveKitServer';
import { Room } from '../livekit/room';
import { lookFor } from '../model/looks';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../shortId';
import { type ClientMessage, parseMessage, type ServerMessage } from './messages';
import { decodeImage } from './referenceImage';

export type SessionPhase = 'joining' | 'queued' | 'ready' | 'generating' | 'closed';

export interface SessionContext {
  conditions: Conditions;
  liveKit: LiveKitServer;
  liveKitUrl: string;
  /** An uploaded file, for `image_ref`. */
  findFile(id: string): Blob | null;
  /** Something about the session changed, and what. */
  note(session: Session, what: string, detail?: string): void;
}

/** One signaling socket, and all that the service keeps for it. */
export class Session {
  readonly id = `session_${shortId()}`;
  readonly roomName = `room-${shortId()}`;
  readonly model: string;
  readonly apiKey: string;
  readonly messages: ClientMessage[] = [];
  phase: SessionPhase = 'joining';
  prompt: string | null = null;
  /** As it came: base64, or the id of an uploaded file. */
  image: string | null = null;
  queuePosition: number | null = null;
  closeCode: number | null = null;
  seconds = 0;
  room: Room | null = null;
  #socket: ServerSocket;
  #context: SessionContext;
  #bitmap: ImageBitmap | null = null;
  #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(socket: ServerSocket, context: SessionContext) {
    this.#socket = socket;
    this.#context = context;
    this.apiKey = socket.url.searchParams.get('api_key') ?? '';
    this.model = socket.url.searchParams.get('model') ?? '';
    socket.listen({
      message: (data) => {
        const message = typeof data === 'string' ? parseMessage(data) : null;
        if (message) this.#receive(message);
      },
      close: (code, reason) => this.#onClosed(code, reason),
    });
  }

  get open(): boolean {
    return this.phase !== 'closed';
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  fail(error: string): void {
    this.#send({ type: 'error', error });
    this.#context.note(this, 'error sent', error);
  }

  /** Ends the generation as the service does, at a limit of its own: with a message, and a normal close. */
  end(reason: string): void {
    if (this.phase === 'closed') return;
    this.#send({ type: 'generation_ended', seconds: this.seconds, reason });
    this.#context.note(this, 'generation ended', reason);
    this.close(1000, reason);
  }

  dispose(): void {
    this.#socket.cut();
    this.room?.close();
    this.#bitmap?.close();
    this.#bitmap = null;
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
    this.#context.note(this, message.type, 'prompt' in message ? (message.prompt ?? undefined) : undefined);
    if (message.type === 'livekit_join') this.#join();
    else if (message.type === 'prompt') this.#setPrompt(message.prompt);
    else this.#setImage(message);
  }

  #join(): void {
    const { queue, overloaded } = this.#context.conditions;
    if (overloaded) {
      this.fail('model overloaded');
      this.close(1013, 'model overloaded');
    } else if (queue) {
      this.phase = 'queued';
      this.#wait(queue.place, queue.place, queue.intervalMs);
    } else {
      this.#announceRoom();
    }
  }

  #wait(position: number, size: number, intervalMs: number): void {
    if (position <= 0) {
      this.queuePosition = null;
      this.#announceRoom();
      return;
    }
    this.queuePosition = position;
    this.#send({ type: 'queue_position', position, queue_size: size });
    this.#context.note(this, 'queued', String(position));
    this.#later(intervalMs, () => this.#wait(position - 1, size, intervalMs));
  }

  async #announceRoom(): Promise<void> {
    const { conditions, liveKit, liveKitUrl } = this.#context;
    await conditions.gates.pass('room');
    if (!this.open) return;
    this.phase = 'ready';
    const large = this.#socket.url.searchParams.get('resolution') === '1080p';
    this.room = new Room({
      name: this.roomName,
      gates: conditions.gates,
      longSide: large ? 1920 : 1280,
      onFirstFrame: () => this.#start(),
      onChange: () => this.#context.note(this, 'media'),
    });
    this.room.freeze(conditions.frozen);
    this.#show();
    this.#send({
      type: 'livekit_room_info',
      livekit_url: liveKitUrl,
      token: liveKit.admit(this.room, 'publisher'),
      room_name: this.roomName,
      session_id: this.id,
    });
    this.#context.note(this, 'room announced');
    const { closeWhileConnecting } = conditions;
    if (closeWhileConnecting) this.close(closeWhileConnecting.code, closeWhileConnecting.reason);
  }

  #start(): void {
    if (this.phase !== 'ready') return;
    this.phase = 'generating';
    this.#send({ type: 'generation_started' });
    this.#context.note(this, 'generation started');
    const tick = () => {
      if (!this.#context.conditions.silent) {
        this.seconds++;
        this.#send({ type: 'generation_tick', seconds: this.seconds });
        if (this.seconds >= this.#context.conditions.maxSessionSeconds) this.end('session_duration_limit');
      }
      if (this.open) this.#later(1000, tick);
    };
    this.#later(1000, tick);
  }

  #setPrompt(prompt: string): void {
    const error = this.#objectionTo(prompt);
    if (!error) {
      this.prompt = prompt;
      this.#show();
    }
    this.#acknowledge({ type: 'prompt_ack', prompt, success: !error, error });
  }

  async #setImage(message: Extract<ClientMessage, { type: 'set_image' }>): Promise<void> {
    const { prompt, image_data: data, image_ref: ref } = message;
    const error = prompt ? this.#objectionTo(prompt) : null;
    const failure = error ?? (await this.#takeImage(data ?? null, ref ?? null));
    if (!failure) {
      this.image = ref ?? data ?? null;
      if (prompt) this.prompt = prompt;
      this.#show();
    }
    this.#acknowledge({ type: 'set_image_ack', success: !failure, error: failure });
  }

  /** Decodes the image; resolves with what is wrong with it. */
  async #takeImage(data: string | null, ref: string | null): Promise<string | null> {
    const { conditions, findFile } = this.#context;
    const source = ref === null ? data : findFile(ref);
    if (ref !== null && source === null) return `File ${ref} not found`;
    if (source !== null && conditions.rejectedImages) return conditions.rejectedImages.message;
    try {
      const bitmap = source === null ? null : await decodeImage(source);
      this.#bitmap?.close();
      this.#bitmap = bitmap;
      return null;
    } catch {
      return 'The image cannot be decoded';
    }
  }

  #objectionTo(prompt: string): string | null {
    const { rejectedPrompts } = this.#context.conditions;
    return rejectedPrompts && prompt.search(rejectedPrompts.pattern) >= 0 ? rejectedPrompts.message : null;
  }

  #acknowledge(ack: ServerMessage): void {
    const { ackDelayMs } = this.#context.conditions;
    if (ackDelayMs > 0) this.#later(ackDelayMs, () => this.#send(ack));
    else this.#send(ack);
  }

  #show(): void {
    this.room?.setState({ look: lookFor(this.prompt, this.#bitmap !== null), image: this.#bitmap });
  }

  #onClosed(code: number, reason: string): void {
    this.phase = 'closed';
    this.closeCode = code;
    this.queuePosition = null;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.room?.abandon();
    this.#context.note(this, 'closed', reason ? `${code} ${reason}` : String(code));
  }
}
