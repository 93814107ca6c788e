/** A receiver of bytes that aren't awaited one by one. */
export interface Sink {
  onChunk(chunk: Uint8Array): void;
  onEnd(): void;
  onError(error: unknown): void;
}

/** Uses callbacks: a promise for each chunk, as in standard streams, costs more than moving it. */
export interface PushSource {
  /** Starts pushing; called once. */
  start(sink: Sink): void;
  pause(): void;
  resume(): void;
  /** Stops, even if it was not begun. Nothing more is passed to the sink. */
  cancel(reason?: unknown): void;
}

/**
 * How many bytes may be buffered before they are requested: stopping and starting a socket for every chunk costs more.
 */
export const MAX_WAITING = 256 * 1024;

const sources = new WeakMap<ReadableStream<Uint8Array>, PushSource>();

/**
 * The bytes of a stream by callbacks, if {@link toStream} made it and nothing was read from it. From then on, it is
 * locked. Undefined for every other stream.
 */
export function takePush(stream: ReadableStream<Uint8Array>): PushSource | undefined {
  const source = stream.locked ? undefined : sources.get(stream);
  if (source === undefined) return undefined;
  sources.delete(stream);
  stream.getReader();
  return source;
}

/** A standard stream of the pushed bytes. Nothing begins before somebody reads, and little is read ahead. */
export function toStream(source: PushSource): ReadableStream<Uint8Array> {
  let state: 'untouched' | 'flowing' | 'paused' | 'ended' | 'broken' = 'untouched';
  const ahead: Uint8Array[] = [];
  let bytesAhead = 0;
  /** Set while somebody waits for a chunk that hasn't arrived yet. */
  let deliver: (() => void) | undefined;

  const sink: Sink = {
    onChunk(chunk) {
      ahead.push(chunk);
      bytesAhead += chunk.byteLength;
      if (bytesAhead >= MAX_WAITING && state === 'flowing') {
        state = 'paused';
        source.pause();
      }
      deliver?.();
    },
    onEnd() {
      state = 'ended';
      deliver?.();
    },
    onError(error) {
      state = 'broken';
      // The buffered bytes are incomplete, and the sooner that is known the better.
      output?.error(error);
      deliver?.();
    },
  };
  let output: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** Passes on a chunk or the end. False if there is neither yet. */
  function next(controller: ReadableStreamDefaultController<Uint8Array>): boolean {
    if (state === 'broken') return true;
    const chunk = ahead.shift();
    if (chunk !== undefined) {
      bytesAhead -= chunk.byteLength;
      controller.enqueue(chunk);
      if (state === 'paused' && bytesAhead < MAX_WAITING / 2) {
        state = 'flowing';
        source.resume();
      }
      return true;
    }
    if (state !== 'ended') return false;
    controller.close();
    return true;
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        output = controller;
      },
      pull(controller) {
        if (state === 'untouched') {
          state = 'flowing';
          source.start(sink);
        }
        if (next(controller)) return;
        return new Promise<void>((resolve) => {
          deliver = () => {
            if (!next(controller)) return;
            deliver = undefined;
            resolve();
          };
        });
      },
      cancel(reason) {
        deliver = undefined;
        source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  sources.set(stream, source);
  return stream;
}
