/** Decodes the image of a `set_image` message: base64, with or without a `data:` prefix, or an uploaded file. */
export async function decodeImage(source: string | Blob): Promise<ImageBitmap> {
  return createImageBitmap(typeof source === 'string' ? blobOf(source) : source);
}

function blobOf(data: string): Blob {
  const base64 = data.slice(data.indexOf(',') + 1);
  return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]);
}
