import { MAX_WAITING, type PushSource, takePush, toStream } from '../upstream/pushSource';

/** The parts of a Node `Readable` that are used: an incoming request, or a response from upstream. */
export interface NodeReadable {
  readonly readableEnded?: boolean | undefined;
  readonly destroyed?: boolean | undefined;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** The parts of a Node `Writable` that are used: a response, or a request to upstream. */
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
 * The rest of a Node stream as a standard stream. Nothing is read before somebody asks. `onCancel` decides what happens
 * to the rest when it is cancelled. (`Readable.toWeb` does the same, at twice the cost, and must be imported from Node.)
 */
export function fromNode(source: NodeReadable, onCancel: () => void): ReadableStream<Uint8Array> {
  let stop = () => {};

  return toStream({
    // At the first read: a body that nobody reads has no listener that would prevent dropping it.
    start({ onChunk, onEnd, onError }) {
      const broken = () => onError(new Error('The connection was closed before everything had arrived.'));
      if (source.readableEnded) return onEnd();
      if (source.destroyed) return broken();
      const onData = (chunk: unknown) => {
        if (chunk instanceof Uint8Array) onChunk(chunk);
      };
      const onceEnded = () => {
        stop();
        onEnd();
      };
      const onceBroken = () => {
        stop();
        broken();
      };
      stop = () => {
        source.off('data', onData);
        source.off('end', onceEnded);
        source.off('close', onceBroken);
        // The error listener stays: otherwise the error would be unhandled.
      };
      source.on('data', onData);
      source.on('end', onceEnded);
      source.on('close', onceBroken);
      source.on('error', onceBroken);
    },
    pause: () => source.pause(),
    resume: () => source.resume(),
    cancel() {
      stop();
      onCancel();
    },
  });
}

/**
 * Writes a standard stream to a Node one, no faster than it accepts data. Rejects if the stream breaks off, even while
 * the other side doesn't read. Returns whether everything was written: false if the other side is closed, or was ended by
 * other code.
 */
export function toNode(stream: ReadableStream<Uint8Array>, target: NodeWritable): Promise<boolean> {
  const push = takePush(stream);
  return push ? pushTo(push, target) : pullTo(stream, target);
}

function pushTo(source: PushSource, target: NodeWritable): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let isPaused = false;
    const onDrain = () => {
      if (!isPaused) return;
      isPaused = false;
      source.resume();
    };
    const onClose = () => {
      stop();
      source.cancel();
      resolve(false);
    };
    function stop(): void {
      target.off('drain', onDrain);
      target.off('close', onClose);
    }
    target.on('drain', onDrain);
    target.on('close', onClose);
    source.start({
      onChunk(chunk) {
        if (isOver(target)) onClose();
        else if (isFullAfter(target, chunk)) {
          isPaused = true;
          source.pause();
        }
      },
      onEnd() {
        stop();
        const isOurs = !isOver(target);
        if (isOurs) target.end();
        resolve(isOurs);
      },
      onError(error) {
        stop();
        reject(error);
      },
    });
  });
}

async function pullTo(stream: ReadableStream<Uint8Array>, target: NodeWritable): Promise<boolean> {
  const reader = stream.getReader();
  const stop = () => {
    reader.cancel().catch(() => {});
  };
  target.on('close', stop);
  try {
    let next = await reader.read();
    while (!next.done && !isOver(target)) {
      const isFull = isFullAfter(target, next.value);
      // Reads one chunk ahead, so that the source sends the next one while this one is being written.
      const following = reader.read();
      // It may break off while we wait for room; the next iteration handles that.
      following.catch(() => {});
      if (isFull) await roomIn(target, following);
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

/** Writes a chunk, and returns whether the next one must wait. */
function isFullAfter(target: NodeWritable, chunk: Uint8Array): boolean {
  return !target.write(chunk) && (target.writableLength ?? MAX_WAITING) >= MAX_WAITING;
}

export function isOver(target: NodeWritable): boolean {
  return target.destroyed === true || target.writableEnded === true;
}

/** Waits until more can be written, or never again. Rejects if the source of the next chunk has broken off. */
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
