/** The part of a Node `Readable` that is used: a request that came in, or an answer from upstream. */
export interface NodeReadable {
  readonly readableEnded?: boolean | undefined;
  readonly destroyed?: boolean | undefined;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** The part of a Node `Writable` that is used: a response, or a request to upstream. */
export interface NodeWritable {
  readonly destroyed?: boolean | undefined;
  readonly writableEnded?: boolean | undefined;
  /** Bytes that wait to be sent. */
  readonly writableLength?: number | undefined;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  end(text: string): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * Bytes that may wait, read but not yet asked for, or written but not yet sent: to stop and start a socket for every chunk
 * costs more than the chunk does.
 */
const MAX_WAITING = 256 * 1024;

/**
 * What a Node stream has still to give, as a standard stream. Nothing is read before somebody asks, and no more than a
 * little ahead of who does. What is to become of the rest when nobody wants it any more is for `onCancel` to say.
 * (`Readable.toWeb` does the same, at twice the cost, and has to be imported from Node.)
 */
export function fromNode(source: NodeReadable, onCancel: () => void): ReadableStream<Uint8Array> {
  let state: 'untouched' | 'flowing' | 'paused' | 'ended' | 'broken' = 'untouched';
  const ahead: Uint8Array[] = [];
  let bytesAhead = 0;
  /** Set while somebody waits for a chunk that is not there yet. */
  let deliver: (() => void) | undefined;

  const onData = (chunk: unknown) => {
    if (!(chunk instanceof Uint8Array)) return;
    ahead.push(chunk);
    bytesAhead += chunk.byteLength;
    if (bytesAhead >= MAX_WAITING && state === 'flowing') {
      state = 'paused';
      source.pause();
    }
    deliver?.();
  };
  const onEnd = () => {
    state = 'ended';
    deliver?.();
  };
  const onBroken = () => {
    if (state !== 'ended') state = 'broken';
    deliver?.();
  };
  /** With the first read: a body that nobody reads keeps no listener that would stand in the way of dropping it. */
  function start(): void {
    if (source.readableEnded) state = 'ended';
    else if (source.destroyed) state = 'broken';
    else {
      state = 'flowing';
      source.on('data', onData);
      source.on('end', onEnd);
      source.on('close', onBroken);
      source.on('error', onBroken);
    }
  }
  function stop(): void {
    deliver = undefined;
    source.off('data', onData);
    source.off('end', onEnd);
    source.off('close', onBroken);
    // The listener for errors stays: nobody else is there to hear of one.
  }
  /** Hands on a chunk or the end. False where there is neither yet. */
  function next(controller: ReadableStreamDefaultController<Uint8Array>): boolean {
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
    if (state !== 'ended' && state !== 'broken') return false;
    stop();
    if (state === 'ended') controller.close();
    else controller.error(new Error('The connection was closed before everything had come.'));
    return true;
  }

  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state === 'untouched') start();
        if (next(controller)) return;
        return new Promise<void>((resolve) => {
          deliver = () => {
            if (!next(controller)) return;
            deliver = undefined;
            resolve();
          };
        });
      },
      cancel() {
        stop();
        onCancel();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Writes a standard stream to a Node one, no faster than it takes it. Rejects when the stream breaks off, also while the
 * other side doesn't read. Returns whether it has written all of it: false where the other side is closed, or was ended by
 * somebody else.
 */
export async function toNode(stream: ReadableStream<Uint8Array>, target: NodeWritable): Promise<boolean> {
  const reader = stream.getReader();
  const stop = () => {
    reader.cancel().catch(() => {});
  };
  target.on('close', stop);
  try {
    let next = await reader.read();
    while (!next.done && !isOver(target)) {
      const full = !target.write(next.value) && (target.writableLength ?? MAX_WAITING) >= MAX_WAITING;
      // One chunk ahead, so that the source sends the next while this one is on its way.
      const following = reader.read();
      // It may break off while we wait for room; that is for the next turn to see.
      following.catch(() => {});
      if (full) await roomIn(target, following);
      next = await following;
    }
    if (isOver(target)) {
      stop();
      return false;
    }
    target.end();
    return true;
  } finally {
    target.off('close', stop);
  }
}

export function isOver(target: NodeWritable): boolean {
  return target.destroyed === true || target.writableEnded === true;
}

/** Until more can be written, or never again. Rejects when what was to be written next has broken off. */
function roomIn(target: NodeWritable, following: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      target.off('drain', done);
      target.off('close', done);
      resolve();
    };
    target.on('drain', done);
    target.on('close', done);
    following.catch((error) => {
      reject(error);
      done();
    });
  });
}
