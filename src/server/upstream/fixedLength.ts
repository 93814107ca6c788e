// If a body of unknown length breaks off, Cloudflare Workers send an end that looks right, whatever kind of stream it is.
// Elsewhere the connection is closed in the middle, and the header is enough.

/** The transform stream of Cloudflare Workers for bodies whose length is known. */
type FixedLengthStream = new (
  length: number,
) => { readable: ReadableStream<Uint8Array>; writable: WritableStream<Uint8Array> };

function findFixedLengthStream(): FixedLengthStream | undefined {
  const found: unknown = Reflect.get(globalThis, 'FixedLengthStream');
  return typeof found === 'function' ? (found as FixedLengthStream) : undefined;
}

/** The stream in the form that the runtime needs to send its length, and to show if it breaks off. */
export function withLength(
  stream: ReadableStream<Uint8Array>,
  length: number | undefined,
): ReadableStream<Uint8Array> {
  const Fixed = findFixedLengthStream();
  return Fixed && length !== undefined ? stream.pipeThrough(new Fixed(length)) : stream;
}

/** How much of a body without a length is read ahead, given the 128 MB that a worker has for all its requests. */
const MAX_AHEAD = 16 * 1024 * 1024;

/**
 * The length of a body that doesn't declare one, if the runtime needs it: the body is read ahead, up to a limit. Rejects
 * if it breaks off. Larger bodies are sent without a length.
 */
export async function findLength(
  stream: ReadableStream<Uint8Array>,
): Promise<{ stream: ReadableStream<Uint8Array>; length: number | undefined }> {
  if (findFixedLengthStream() === undefined) return { stream, length: undefined };
  const reader = stream.getReader();
  const ahead: Uint8Array[] = [];
  let size = 0;
  let isDone = false;
  while (!isDone && size <= MAX_AHEAD) {
    const { done, value } = await reader.read();
    isDone = done;
    if (value === undefined) continue;
    ahead.push(value);
    size += value.byteLength;
  }
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = ahead.shift() ?? (isDone ? undefined : (await reader.read()).value);
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { stream: whole, length: isDone ? size : undefined };
}

/** The length that a header declares, if there is one. */
export function lengthOf(headers: Headers): number | undefined {
  const text = headers.get('content-length') ?? '';
  const length = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(length) ? length : undefined;
}
