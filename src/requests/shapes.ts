// Recognizes values by their shape: `instanceof` knows only the classes of its own window, and a popup, a frame or a
// picture-in-picture window has others.

import { hasTag } from './hasTag';

/** Also a `File`. */
export function isBlob(value: unknown): value is Blob {
  return hasTag(value, 'Blob', 'File');
}

export function isFile(value: unknown): value is File {
  return hasTag(value, 'File');
}

export function isCanvas(value: unknown): value is HTMLCanvasElement {
  return hasTag(value, 'HTMLCanvasElement');
}

export function isVideoElement(value: unknown): value is HTMLVideoElement {
  return hasTag(value, 'HTMLVideoElement');
}

export function isUrl(value: unknown): value is URL {
  return hasTag(value, 'URL');
}

export function isReadableStream(value: unknown): value is ReadableStream<Uint8Array<ArrayBuffer>> {
  return hasTag(value, 'ReadableStream');
}
