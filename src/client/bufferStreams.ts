import { DecartError } from '../errors/DecartError';

/** Buffers the streams among the inputs as blobs: a stream can be read only once, and a refused call is repeated. */
export async function bufferStreams<T extends object>(inputs: T): Promise<T> {
  const read = { ...inputs };
  for (const [key, value] of Object.entries(inputs)) {
    if (value instanceof ReadableStream) Object.assign(read, { [key]: await toBlob(key, value) });
  }
  return read;
}

async function toBlob(name: string, stream: ReadableStream): Promise<Blob> {
  try {
    return await new Response(stream).blob();
  } catch (cause) {
    const message = `"${name}" couldn't be read: a ReadableStream can be read only once.`;
    throw new DecartError('INVALID_INPUT', message, { cause });
  }
}
