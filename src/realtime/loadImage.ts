import { prepareReferenceImage } from '../media/prepareReferenceImage';
import { rethrowNotFatal } from './rethrowNotFatal';
import { toBase64 } from './toBase64';
import type { ImageInput, LoadedImage } from './update';

/** Whether a string is a URL, and not base64 (which may begin with "/9j/": a JPEG), a data URL or an upload's id. */
function isAddress(text: string): boolean {
  if (/^(file_|data:|\/9j\/)/.test(text)) return false;
  return /^(https?:|blob:|\.{0,2}\/)/.test(text) || !/^\s*[A-Za-z0-9+/=][A-Za-z0-9+/=\s]*$/.test(text);
}

/**
 * Loads an image once, so that a reconnect doesn't load it again: by then, a picked file may be changed or deleted. It is
 * scaled down, since a photo can be larger than the service accepts; a string that is already encoded is sent unchanged.
 *
 * @throws `DecartError` `INVALID_INPUT` when it can't be loaded, or isn't an image that this browser can read.
 */
export const loadImage = (source: ImageInput): Promise<LoadedImage> => read(source).catch(rethrowNotFatal);

async function read(source: ImageInput): Promise<LoadedImage> {
  if (typeof source === 'string' && !isAddress(source)) return { source, data: source };
  const jpeg = await prepareReferenceImage(source);
  return { source, data: await toBase64(jpeg) };
}
