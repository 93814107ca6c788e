// Browsers write WebM as a live stream: it has no duration and no index, so players show no length and can't seek.
import { createChunkBuffer } from './chunkBuffer';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** The same video and audio with a duration and an index; or the same WebM file, if it can't be read. */
export async function addDuration(blob: Blob): Promise<Blob> {
  try {
    return await rewrite(blob);
  } catch {
    return blob;
  }
}

async function rewrite(blob: Blob): Promise<Blob> {
  const { BlobSource, Conversion, Input, Output, StreamTarget, WEBM, WebMOutputFormat } = await import(
    'mediabunny'
  );
  const file = createRandomAccessFile();
  const input = new Input({ source: new BlobSource(blob), formats: [WEBM] });
  const target = new StreamTarget(new WritableStream({ write: file.write }), {
    chunked: true,
    chunkSize: CHUNK_BYTES,
  });
  const output = new Output({ format: new WebMOutputFormat(), target });
  const conversion = await Conversion.init({ input, output, showWarnings: false });
  // Packets are copied. No track may be missing.
  if (conversion.discardedTracks.length > 0) return blob;
  await conversion.execute();
  return file.finish(blob.type);
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
