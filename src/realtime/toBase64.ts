// What `String.fromCharCode` takes at once, a multiple of 3 so that the pieces join.
const CHUNK = 3 * 8192;

/** Base64 text of the bytes, as the service takes them. */
export async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return text;
}
