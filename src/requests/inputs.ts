import { DecartError } from '../errors/DecartError';
import type { MediaFileInput } from './variables';

const FRAME_QUALITY = 0.95;
/** What is taken for an address may be the base64 of a whole file. */
const MAX_NAME = 200;

type Drawable = HTMLCanvasElement | OffscreenCanvas | HTMLVideoElement | HTMLImageElement | ImageBitmap;

const DRAWABLES = [
  'HTMLCanvasElement',
  'OffscreenCanvas',
  'HTMLVideoElement',
  'HTMLImageElement',
  'ImageBitmap',
];

/** A stream can be read once, and a call that is made again needs it again. */
const readStreams = new WeakMap<ReadableStream, Promise<Blob>>();

function isDrawable(input: unknown): input is Drawable {
  // By its tag and not by `instanceof`: not every runtime has every class.
  return DRAWABLES.includes(Object.prototype.toString.call(input).slice(8, -1));
}

/** Gives what can be read by {@link readMedia}; throws `INVALID_INPUT` for anything else. */
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
    input instanceof Blob ||
    input instanceof URL ||
    input instanceof ReadableStream ||
    isDrawable(input)
  );
}

/**
 * Reads an input into the blob that is sent. Rejects with `INVALID_INPUT` when it cannot be read, in words that name the
 * `field`.
 */
export async function readMedia(input: MediaFileInput, field: string, signal?: AbortSignal): Promise<Blob> {
  try {
    if (input instanceof Blob) return await probe(input);
    if (isDrawable(input)) return await capture(input);
    if (input instanceof ReadableStream) return await readStream(input);
    return await download(input, signal);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DecartError('INVALID_INPUT', `"${field}" cannot be read: ${reason}`, { cause });
  }
}

/** A file that is gone would fail like a network that is. */
async function probe(file: Blob): Promise<Blob> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (cause) {
    const reason =
      'it was moved, changed or deleted since it was chosen, or it is a folder. Choose a file again.';
    throw new Error(reason, { cause });
  }
  return file;
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
  // What follows the path may be a signature: it does not belong into an error.
  const name = url.protocol === 'data:' ? 'the data: URL' : (url.origin + url.pathname).slice(0, MAX_NAME);
  const response = await fetch(url, signal ? { signal } : {}).catch((cause: unknown) => {
    throw signal?.aborted
      ? cause
      : new Error(`no answer from ${name}. Check the address, and that its server allows this page (CORS).`);
  });
  if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
  const blob = await response.blob();
  // Many hosts answer the app's page for whatever is not there.
  if (blob.type.startsWith('text/html')) throw new Error(`${name} answered a page.`);
  return blob;
}

async function capture(source: Drawable): Promise<Blob> {
  if (isTag(source, 'OffscreenCanvas')) return source.convertToBlob();
  if (isTag(source, 'HTMLCanvasElement')) return toBlob(source);
  const isVideo = isTag(source, 'HTMLVideoElement');
  const [width, height] = sizeOf(source);
  if (!width || !height) throw new Error('it shows no picture yet. Wait until it has loaded.');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(source, 0, 0);
  return toBlob(canvas, isVideo ? 'image/jpeg' : 'image/png');
}

interface Tags {
  OffscreenCanvas: OffscreenCanvas;
  HTMLCanvasElement: HTMLCanvasElement;
  HTMLVideoElement: HTMLVideoElement;
  HTMLImageElement: HTMLImageElement;
}

function isTag<T extends keyof Tags>(source: Drawable, tag: T): source is Tags[T] {
  return Object.prototype.toString.call(source) === `[object ${tag}]`;
}

function sizeOf(source: HTMLVideoElement | HTMLImageElement | ImageBitmap): [number, number] {
  if (isTag(source, 'HTMLVideoElement')) {
    // HAVE_CURRENT_DATA: before it the size may be known and the picture not there.
    return source.readyState < 2 ? [0, 0] : [source.videoWidth, source.videoHeight];
  }
  if (isTag(source, 'HTMLImageElement')) return [source.naturalWidth, source.naturalHeight];
  return [source.width, source.height];
}

function toBlob(canvas: HTMLCanvasElement, type = 'image/png'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => {
      if (blob) resolve(blob);
      else reject(new Error('the canvas is empty.'));
    };
    canvas.toBlob(done, type, FRAME_QUALITY);
  });
}
