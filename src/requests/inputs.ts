import { DecartError } from '../errors/DecartError';
import { type Captures, capture, encode, isDrawable } from './drawables';
import { isBlob, isFile, isReadableStream, isUrl } from './shapes';
import type { MediaFileInput } from './variables';

/** A string may be the base64 of a whole file, passed where a URL is expected. */
const MAX_NAME = 200;

/** A stream can be read only once, and a repeated call needs it again. */
const readStreams = new WeakMap<ReadableStream, Promise<Blob>>();

/** Returns an input that {@link readMedia} can read; throws `INVALID_INPUT` for anything else. */
export function toMediaInput(field: string, input: unknown): MediaFileInput {
  if (isMediaInput(input)) return input;
  throw new DecartError(
    'INVALID_INPUT',
    `"${field}" must be a File, Blob, URL, ReadableStream, or an element that shows a picture.`,
  );
}

function isMediaInput(input: unknown): input is MediaFileInput {
  return (
    (typeof input === 'string' && input.trim() !== '') ||
    isBlob(input) ||
    isUrl(input) ||
    isReadableStream(input) ||
    isDrawable(input)
  );
}

/**
 * Reads an input into the blob that is sent. For a drawable, that is what it showed when it was captured, or what it
 * shows now.
 *
 * @throws `DecartError` `INVALID_INPUT` if it can't be read; the message names the `field`
 */
export async function readMedia(
  input: MediaFileInput,
  field: string,
  signal?: AbortSignal,
  captures?: Captures,
): Promise<Blob> {
  try {
    if (isBlob(input)) return await probe(input);
    if (isDrawable(input)) return await encode(captures?.get(input) ?? capture(input));
    if (isReadableStream(input)) return await readStream(input);
    return await download(input, signal);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DecartError('INVALID_INPUT', `"${field}" can't be read: ${reason}`, { cause });
  }
}

/** A missing file would otherwise fail like a missing network. */
async function probe(file: Blob): Promise<Blob> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (cause) {
    const reason =
      'it was moved, changed or deleted since it was chosen, or it is a folder. Choose a file again.';
    throw new Error(reason, { cause });
  }
  return ofThisWindow(file);
}

/** The SDK knows only the classes of its own window. */
function ofThisWindow(file: Blob): Blob {
  const name = isFile(file) ? file.name : null;
  if (file instanceof Blob) return file;
  const { type } = file;
  return name === null ? new Blob([file], { type }) : new File([file], name, { type });
}

function readStream(stream: ReadableStream): Promise<Blob> {
  const reading = readStreams.get(stream) ?? new Response(stream).blob();
  readStreams.set(stream, reading);
  return reading;
}

async function download(address: string | URL, signal: AbortSignal | undefined): Promise<Blob> {
  if (String(address).startsWith('file_')) {
    throw new Error('the id of an uploaded file works in live streams only. Pass the file itself.');
  }
  const url = new URL(address, document.baseURI);
  // What follows the path may be a signature: it must not appear in an error.
  const name = url.protocol === 'data:' ? 'the data: URL' : (url.origin + url.pathname).slice(0, MAX_NAME);
  const response = await fetch(url, signal ? { signal } : {}).catch((cause: unknown) => {
    throw signal?.aborted
      ? cause
      : new Error(`no answer from ${name}. Check the address, and that its server allows this page (CORS).`);
  });
  if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
  const blob = await response.blob();
  // For missing files, many hosts return the app's page.
  if (blob.type.startsWith('text/html')) throw new Error(`${name} answered a page.`);
  return blob;
}
