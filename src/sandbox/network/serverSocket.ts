import { createDelayLine } from './delayLine';
import type { ServerEnd } from './pageSocket';

export interface ServerSocketHandlers {
  message(data: string | Uint8Array): void;
  /** Called once, whoever closed it. */
  close(code: number, reason: string, by: 'page' | 'server'): void;
}

/** The server's end of an intercepted socket. */
export class ServerSocket {
  readonly url: URL;
  #page: ServerEnd;
  #toPage;
  #toServer;
  #handlers: ServerSocketHandlers | null = null;
  #closed = false;
  #onClosed: (socket: ServerSocket) => void;

  constructor(page: ServerEnd, delayMs: () => number, onClosed: (socket: ServerSocket) => void) {
    this.#page = page;
    this.url = page.url;
    this.#toPage = createDelayLine(delayMs);
    this.#toServer = createDelayLine(delayMs);
    this.#onClosed = onClosed;
    page.onmessage = (sent) => {
      const data = typeof sent === 'string' ? sent : bytesOf(sent);
      this.#toServer.add(() => this.#handlers?.message(data));
    };
    page.onclose = (code, reason) => this.#end(code, reason, 'page');
  }

  get open(): boolean {
    return !this.#closed;
  }

  listen(handlers: ServerSocketHandlers): void {
    this.#handlers = handlers;
  }

  send(data: string | ArrayBuffer): void {
    this.#toPage.add(() => {
      if (!this.#closed) this.#page.send(data);
    });
  }

  /** Closes the socket after all earlier messages. 1006 is what a browser reports for a lost connection. */
  close(code: number, reason = ''): void {
    this.#toPage.add(() => this.#closeNow(code, reason));
  }

  /** Cuts the connection, and drops all messages in transit. */
  cut(): void {
    this.#closeNow(1006, '');
  }

  /** Refuses the handshake: the page sees an error and 1006. Call it before the socket has opened. */
  refuse(): void {
    this.#page.fail();
    this.#end(1006, '', 'server');
  }

  hold(): void {
    this.#toPage.hold();
    this.#toServer.hold();
  }

  release(): void {
    this.#toPage.release();
    this.#toServer.release();
  }

  #closeNow(code: number, reason: string): void {
    if (this.#closed) return;
    this.#page.close(code, reason);
    this.#end(code, reason, 'server');
  }

  #end(code: number, reason: string, by: 'page' | 'server'): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#toPage.clear();
    this.#toServer.clear();
    this.#onClosed(this);
    const handlers = this.#handlers;
    // livekit-client never lets go of a closed socket. With its handlers, the whole session would be kept.
    this.#handlers = null;
    handlers?.close(code, reason, by);
  }
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array();
}
