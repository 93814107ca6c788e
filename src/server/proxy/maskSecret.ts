/** Replaces a secret: it has the same length, so that the length of the body stays right. */
const MASK = 0x2a;

/** The same bytes with every occurrence of `secret` masked, even one that is split between chunks. */
export function maskSecret(source: ReadableStream<Uint8Array>, secret: string): ReadableStream<Uint8Array> {
  const needle = new TextEncoder().encode(secret);
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array();
  return source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const bytes = new Uint8Array(rest.byteLength + chunk.byteLength);
        bytes.set(rest);
        bytes.set(chunk, rest.byteLength);
        const end = mask(bytes, needle);
        if (end > 0) controller.enqueue(bytes.subarray(0, end));
        rest = bytes.subarray(end);
      },
      flush(controller) {
        if (rest.byteLength > 0) controller.enqueue(rest);
      },
    }),
  );
}

/** Returns how many of the bytes are certain: the rest may be the beginning of the secret. */
function mask(bytes: Uint8Array, needle: Uint8Array): number {
  const [first = 0] = needle;
  let at = bytes.indexOf(first);
  while (at !== -1) {
    const found = bytes.subarray(at, at + needle.byteLength);
    if (found.every((byte, index) => byte === needle[index])) {
      if (found.byteLength < needle.byteLength) return at;
      found.fill(MASK);
    }
    at = bytes.indexOf(first, at + 1);
  }
  return bytes.byteLength;
}
