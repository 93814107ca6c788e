// The page's `WebSocket` for a host of the sandbox: both of its ends are in the page.

/** The other end of a page's socket. */
export interface ServerEnd {
  readonly url: URL;
  /** A message from the page. */
  onmessage: ((data: unknown) => void) | null;
  /** The page closed it, or it could not be connected. */
  onclose: ((code: number, reason: string) => void) | null;
  /** Text, or bytes. A message sent before the socket has opened arrives after that. */
  send(data: string | ArrayBuffer): void;
  /** Accepts every code: a browser reports 1006 for a lost connection. */
  close(code: number, reason: string): void;
  /** Refuses the handshake, or breaks the connection: the page sees an error, then 1006. */
  fail(): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const MAX_REASON_BYTES = 123;

/** An `on…` property. As in a browser, it keeps the position among the listeners that it had when it was first set. */
class Handler<E extends Event> {
  handler: ((this: WebSocket, event: E) => unknown) | null = null;
  #isListening = false;
  readonly #socket: PageSocket;
  readonly #type: string;
  readonly #Event: new (
    type: string,
  ) => E;

  constructor(socket: PageSocket, type: string, EventClass: new (type: string) => E) {
    this.#socket = socket;
    this.#type = type;
    this.#Event = EventClass;
  }

  set(handler: ((this: WebSocket, event: E) => unknown) | null) {
    this.handler = handler;
    if (!handler || this.#isListening) return;
    this.#isListening = true;
    this.#socket.addEventListener(this.#type, (event) => {
      if (event instanceof this.#Event) this.handler?.call(this.#socket, event);
    });
  }
}

/** Opens when `connect` resolves, unless it was closed before. */
export class PageSocket extends EventTarget implements WebSocket {
  static readonly CONNECTING = CONNECTING;
  static readonly OPEN = OPEN;
  static readonly CLOSING = CLOSING;
  static readonly CLOSED = CLOSED;
  readonly CONNECTING = CONNECTING;
  readonly OPEN = OPEN;
  readonly CLOSING = CLOSING;
  readonly CLOSED = CLOSED;
  readonly url: string;
  readonly protocol: string;
  readonly extensions = '';
  readonly bufferedAmount = 0;
  binaryType: BinaryType = 'blob';
  readonly #onopen = new Handler(this, 'open', Event);
  readonly #onmessage = new Handler(this, 'message', MessageEvent);
  readonly #onerror = new Handler(this, 'error', Event);
  readonly #onclose = new Handler(this, 'close', CloseEvent);
  #state: WebSocket['readyState'] = CONNECTING;
  /** Messages that arrived before the socket opened. */
  #early: (string | ArrayBuffer)[] = [];
  #server: ServerEnd;

  constructor(
    url: string | URL,
    protocols: string | string[] = [],
    connect: (server: ServerEnd) => Promise<void> = async () => {},
  ) {
    super();
    const address = new URL(url, globalThis.location?.href);
    this.url = address.href;
    this.protocol = [protocols].flat()[0] ?? '';
    this.#server = {
      url: address,
      onmessage: null,
      onclose: null,
      send: (data) => queueMicrotask(() => this.#receive(data)),
      close: (code, reason) => queueMicrotask(() => this.#end(code, reason)),
      fail: () => queueMicrotask(() => this.#fail()),
    };
    // Lets the page add its listeners first.
    queueMicrotask(async () => {
      await connect(this.#server).catch(() => {
        this.#server.onclose?.(1006, '');
        this.#fail();
      });
      this.#open();
    });
  }

  get onopen(): WebSocket['onopen'] {
    return this.#onopen.handler;
  }
  set onopen(handler) {
    this.#onopen.set(handler);
  }
  get onmessage(): WebSocket['onmessage'] {
    return this.#onmessage.handler;
  }
  set onmessage(handler) {
    this.#onmessage.set(handler);
  }
  get onerror(): WebSocket['onerror'] {
    return this.#onerror.handler;
  }
  set onerror(handler) {
    this.#onerror.set(handler);
  }
  get onclose(): WebSocket['onclose'] {
    return this.#onclose.handler;
  }
  set onclose(handler) {
    this.#onclose.set(handler);
  }

  get readyState(): WebSocket['readyState'] {
    return this.#state;
  }

  send(data: Parameters<WebSocket['send']>[0]): void {
    if (this.#state === CONNECTING) throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    if (this.#state === OPEN) queueMicrotask(() => this.#server.onmessage?.(data));
  }

  close(code?: number, reason = ''): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
      throw new DOMException(`Pages can't use the close code ${code}.`, 'InvalidAccessError');
    }
    if (new TextEncoder().encode(reason).length > MAX_REASON_BYTES) {
      throw new DOMException('The reason is too long.', 'SyntaxError');
    }
    if (this.#state >= CLOSING) return;
    const wasConnecting = this.#state === CONNECTING;
    this.#state = CLOSING;
    queueMicrotask(() => {
      if (this.#state === CLOSED) return;
      this.#server.onclose?.(code ?? 1005, reason);
      if (wasConnecting) this.#fail();
      else this.#end(code ?? 1005, reason);
    });
  }

  #open(): void {
    if (this.#state !== CONNECTING) return;
    this.#state = OPEN;
    this.dispatchEvent(new Event('open'));
    for (const data of this.#early.splice(0)) this.#receive(data);
  }

  #receive(data: string | ArrayBuffer): void {
    if (this.#state === CONNECTING) this.#early.push(data);
    if (this.#state !== OPEN) return;
    const asBlob = this.binaryType === 'blob' && typeof data !== 'string';
    const { origin } = this.#server.url;
    this.dispatchEvent(new MessageEvent('message', { data: asBlob ? new Blob([data]) : data, origin }));
  }

  #fail(): void {
    if (this.#state === CLOSED) return;
    this.#state = CLOSING;
    this.dispatchEvent(new Event('error'));
    this.#end(1006, '');
  }

  #end(code: number, reason: string): void {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean: code !== 1006 }));
  }
}
