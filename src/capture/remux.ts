// Rewrites a recording with the same packets: nothing is encoded again.
import { createChunkBuffer } from './chunkBuffer';

const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * The same video and audio in a new file of the same format, MP4 or WebM, with an index and its duration in seconds.
 *
 * @param end - Seconds after which nothing is kept.
 * @throws if the file can't be read, or if a track can't be copied
 */
export async function remux(blob: Blob, end?: number): Promise<{ blob: Blob; seconds: number }> {
  const {
    BlobSource,
    Conversion,
    Input,
    MP4,
    Mp4OutputFormat,
    Output,
    StreamTarget,
    WEBM,
    WebMOutputFormat,
  } = await import('mediabunny');
  const file = createRandomAccessFile();
  const input = new Input({ source: new BlobSource(blob), formats: [MP4, WEBM] });
  const target = new StreamTarget(new WritableStream({ write: file.write }), {
    chunked: true,
    chunkSize: CHUNK_BYTES,
  });
  const format = blob.type.startsWith('video/webm')
    ? new WebMOutputFormat()
    : new Mp4OutputFormat({ fastStart: false });
  const output = new Output({ format, target });
  const trim = end === undefined ? {} : { trim: { start: 0, end } };
  const conversion = await Conversion.init({ input, output, showWarnings: false, ...trim });
  if (conversion.discardedTracks.length > 0) throw new Error('A track of the file is missing.');
  await conversion.execute();
  return { blob: await file.finish(blob.type), seconds: end ?? (await input.computeDuration()) };
}

interface Write {
  data: Uint8Array<ArrayBuffer>;
  position: number;
}

/** A file that is written from beginning to end; a few bytes are replaced later. Long ones are kept on disk. */
function createRandomAccessFile() {
  const buffer = createChunkBuffer();
  const replacements: Write[] = [];
  let size = 0;
  return {
    write({ data, position }: Write) {
      if (position > size) throw new Error('A part of the file is missing.');
      const copy = data.slice();
      const overlap = Math.max(0, size - position);
      if (overlap > 0) replacements.push({ data: copy.subarray(0, overlap), position });
      if (overlap >= data.length) return;
      buffer.add(new Blob([copy.subarray(overlap)]));
      size = position + data.length;
    },
    async finish(type: string) {
      let file = await buffer.finish(type);
      for (const { data, position } of replacements) {
        file = new Blob([file.slice(0, position), data, file.slice(position + data.length)], { type });
      }
      return file;
    },
  };
}
