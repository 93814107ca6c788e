// How many bytes `String.fromCharCode` gets at once, a multiple of 3 so that the pieces can be joined.
const CHUNK = 3 * 8192;

/** The bytes as a base64 string, in the format of the service. */
export async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return text;
}
