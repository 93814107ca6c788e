import { type PushSource, type Sink, takePush, toStream } from './pushSource';

export interface StreamWatcher {
  /** We are waiting for the next chunk. */
  onWait?(): void;
  /** A chunk of this many bytes has arrived. Throwing ends the stream with that error. */
  onChunk(bytes: number): void;
  /** It has ended. Throwing turns that into an error. */
  onDone(): void;
  /** It broke off. Returns the error that its reader gets. */
  onError(error: unknown): unknown;
  /** Its reader has cancelled it. */
  onCancel?(reason: unknown): void;
}

export interface WatchedStream {
  stream: ReadableStream<Uint8Array>;
  /** Breaks it off at once, even while nobody reads. */
  breakOff(reason: unknown): void;
}

/** The same stream with observers: one chunk at a time, read only when the other side asks for it. */
export function watchStream(source: ReadableStream<Uint8Array>, watcher: StreamWatcher): WatchedStream {
  const push = takePush(source);
  return push ? watchPush(push, watcher) : watchPull(source, watcher);
}

function watchPull(source: ReadableStream<Uint8Array>, watcher: StreamWatcher): WatchedStream {
  const reader = source.getReader();
  let state: 'open' | 'over' = 'open';
  let output: ReadableStreamDefaultController<Uint8Array> | undefined;

  function breakOff(error: unknown): void {
    if (state === 'over') return;
    state = 'over';
    // The rest of the source isn't needed.
    reader.cancel(error).catch(() => {});
    output?.error(watcher.onError(error));
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        output = controller;
      },
      async pull(controller) {
        try {
          watcher.onWait?.();
          const { done, value } = await reader.read();
          // The result of a read that was still in flight at the end is ignored.
          if (state === 'over') return;
          if (done) {
            watcher.onDone();
            state = 'over';
            controller.close();
          } else {
            watcher.onChunk(value.byteLength);
            controller.enqueue(value);
          }
        } catch (error) {
          breakOff(error);
        }
      },
      async cancel(reason) {
        if (state === 'over') return;
        state = 'over';
        const over = reader.cancel(reason);
        watcher.onCancel?.(reason);
        await over.catch(() => {});
      },
    },
    { highWaterMark: 1 },
  );
  return { stream, breakOff };
}

/** The same for pushed bytes: the reader may also have them pushed. */
function watchPush(source: PushSource, watcher: StreamWatcher): WatchedStream {
  let isOver = false;
  let isPaused = false;
  let sink: Sink | undefined;
  let missed: { error: unknown } | undefined;

  function breakOff(error: unknown): void {
    if (isOver) return;
    isOver = true;
    // The rest of the source isn't needed.
    source.cancel(error);
    const seen = watcher.onError(error);
    if (sink) sink.onError(seen);
    else missed = { error: seen };
  }

  const watched: PushSource = {
    start(next) {
      sink = next;
      if (missed) return next.onError(missed.error);
      watcher.onWait?.();
      source.start({
        onChunk(chunk) {
          if (isOver) return;
          try {
            watcher.onChunk(chunk.byteLength);
          } catch (error) {
            return breakOff(error);
          }
          next.onChunk(chunk);
          if (!isPaused && !isOver) watcher.onWait?.();
        },
        onEnd() {
          if (isOver) return;
          try {
            watcher.onDone();
          } catch (error) {
            return breakOff(error);
          }
          isOver = true;
          next.onEnd();
        },
        onError: breakOff,
      });
    },
    pause() {
      isPaused = true;
      source.pause();
    },
    resume() {
      isPaused = false;
      if (isOver) return;
      watcher.onWait?.();
      source.resume();
    },
    cancel(reason) {
      if (isOver) return;
      isOver = true;
      source.cancel(reason);
      watcher.onCancel?.(reason);
    },
  };
  return { stream: toStream(watched), breakOff };
}

/**
 * Reads a whole small body. If it has more than `limit` bytes, it is cancelled with `tooLong`, which is also thrown.
 */
export async function readSmall(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
  tooLong: Error,
): Promise<Uint8Array<ArrayBuffer>> {
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.byteLength;
    if (length > limit) {
      reader.cancel(tooLong).catch(() => {});
      throw tooLong;
    }
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
