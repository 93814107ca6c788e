import { DecartError } from '../errors/DecartError';
import { toBase64 } from './toBase64';
import type { ImageInput, LoadedImage } from './update';

/** Whether a string is an address rather than base64 (which may begin with "/9j/": a JPEG), a data URL or an upload's id. */
function isAddress(text: string): boolean {
  if (/^(file_|data:|\/9j\/)/.test(text)) return false;
  return /^(https?:|blob:|\.{0,2}\/)/.test(text) || !/^[A-Za-z0-9+/=\s]*$/.test(text);
}

/**
 * Loads an image once, so that a reconnect need not load it again: a picked file may be changed or deleted by then.
 *
 * @throws `DecartError` `INVALID_INPUT` when it can't be loaded, or isn't an image.
 */
export async function loadImage(source: ImageInput): Promise<LoadedImage> {
  const image = await read(source);
  return { source, data: typeof image === 'string' ? image : await toBase64(image) };
}

async function read(image: ImageInput): Promise<ImageInput> {
  if (typeof image === 'string') return isAddress(image) ? download(image) : image;
  if (!(image instanceof Blob)) {
    throw invalidImage('A reference image is a Blob or File, a URL, or the id of an upload.');
  }
  const bytes = await image.arrayBuffer().catch((cause: unknown) => {
    throw invalidImage('The reference image could not be read. Was its file changed or deleted?', cause);
  });
  return assertImage(new Blob([bytes], { type: image.type }));
}

async function download(address: string): Promise<Blob> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The answer was ${response.status}.`);
    return assertImage(await response.blob());
  } catch (cause) {
    if (cause instanceof DecartError) throw cause;
    throw invalidImage(
      'The reference image could not be loaded. Check its address, and that its server allows this page to read it.',
      cause,
    );
  }
}

function assertImage(blob: Blob): Blob {
  if (blob.size === 0) throw invalidImage('The reference image is empty.');
  // A server may know the type no better than as bytes.
  if (/^(image\/|$)|octet-stream/.test(blob.type)) return blob;
  throw invalidImage(`The reference image isn't an image (${blob.type}). Check its address.`);
}

function invalidImage(message: string, cause?: unknown) {
  return new DecartError('INVALID_INPUT', message, { cause, fatal: false });
}
