/** Where bytes go that are not waited for one by one. */
export interface Sink {
  onChunk(chunk: Uint8Array): void;
  onEnd(): void;
  onError(error: unknown): void;
}

/** Bytes by callbacks: a promise for each chunk, as the streams of the standard have it, costs more than moving it. */
export interface PushSource {
  /** Begins to push, once. */
  start(sink: Sink): void;
  pause(): void;
  resume(): void;
  /** No more of it is wanted, also where it was not begun. The sink hears nothing any more. */
  cancel(reason?: unknown): void;
}

/** Bytes that may wait, read but not yet asked for: to stop and start a socket for every chunk costs more than it. */
export const MAX_WAITING = 256 * 1024;

const sources = new WeakMap<ReadableStream<Uint8Array>, PushSource>();

/**
 * The bytes of a stream by callbacks, where it was made by {@link toStream} and nothing was read of it. It is locked from
 * then on. Undefined for every other stream.
 */
export function takePush(stream: ReadableStream<Uint8Array>): PushSource | undefined {
  const source = stream.locked ? undefined : sources.get(stream);
  if (source === undefined) return undefined;
  sources.delete(stream);
  stream.getReader();
  return source;
}

/** A standard stream of what is pushed. Nothing is begun before somebody reads, and little is ahead of who does. */
export function toStream(source: PushSource): ReadableStream<Uint8Array> {
  let state: 'untouched' | 'flowing' | 'paused' | 'ended' | 'broken' = 'untouched';
  const ahead: Uint8Array[] = [];
  let bytesAhead = 0;
  /** Set while somebody waits for a chunk that is not there yet. */
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
      // What is there already is not the whole, and the sooner that is known the better.
      output?.error(error);
      deliver?.();
    },
  };
  let output: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** Hands on a chunk or the end. False where there is neither yet. */
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
