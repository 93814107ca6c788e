/** Runs `onIdle` when nothing happened for `ms`. While it is paused, time does not count. */
export interface IdleTimer {
  /** Something happened, and from now on `ms` may pass. */
  run(ms: number): void;
  pause(): void;
  stop(): void;
}

const MAX_TIMEOUT = 2 ** 31 - 1;

/** One timer for however many chunks: setting one for each would cost more than moving them. */
export function createIdleTimer(onIdle: () => void): IdleTimer {
  let deadline = Number.POSITIVE_INFINITY;
  let dueAt = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wakeAt(time: number): void {
    clearTimeout(timer);
    dueAt = time;
    // A longer one would be over at once.
    timer = setTimeout(check, Math.min(time - Date.now(), MAX_TIMEOUT));
  }

  function check(): void {
    dueAt = Number.POSITIVE_INFINITY;
    if (deadline === Number.POSITIVE_INFINITY) return;
    if (deadline <= Date.now()) onIdle();
    else wakeAt(deadline);
  }

  return {
    run(ms) {
      deadline = Date.now() + ms;
      if (deadline < dueAt) wakeAt(deadline);
    },
    pause() {
      deadline = Number.POSITIVE_INFINITY;
    },
    stop() {
      deadline = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    },
  };
}

export interface StreamWatcher {
  /** The next chunk is being waited for. */
  onWait?(): void;
  /** A chunk of so many bytes came. Throwing ends the stream with that error. */
  onChunk(bytes: number): void;
  /** It came to its end. */
  onDone(): void;
  /** It broke off; what this returns is the error that its reader sees. */
  onError(error: unknown): unknown;
  /** Its reader wants no more of it. */
  onCancel?(reason: unknown): void;
}

/**
 * The same stream, looked at from outside: one chunk on its way at a time, read only when the other side asks for it.
 */
export function watchStream(
  stream: ReadableStream<Uint8Array>,
  watcher: StreamWatcher,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          watcher.onWait?.();
          const { done, value } = await reader.read();
          // What a read that was under way comes to after the end was told is no news.
          if (cancelled) return;
          if (done) {
            watcher.onDone();
            controller.close();
          } else {
            watcher.onChunk(value.byteLength);
            controller.enqueue(value);
          }
        } catch (error) {
          if (cancelled) return;
          // What is left of the source is of no use to anybody.
          reader.cancel(error).catch(() => {});
          controller.error(watcher.onError(error));
        }
      },
      async cancel(reason) {
        cancelled = true;
        const over = reader.cancel(reason);
        watcher.onCancel?.(reason);
        await over.catch(() => {});
      },
    },
    { highWaterMark: 1 },
  );
}

/** Reads a small body whole. One with more than `limit` bytes is cancelled with `tooLong`, which is thrown. */
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
