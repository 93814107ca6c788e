import type { Readable } from 'node:stream';

/** The Node modules that are needed. They are looked up at run time, not imported. */
interface Modules {
  zlib: typeof import('node:zlib');
  stream: typeof import('node:stream');
}

/**
 * Decodes the body according to `Content-Encoding`, in order, as `fetch` does, for the encodings that `fetch` knows.
 */
export function decode(source: Readable, encodings: string, { zlib, stream }: Modules): Readable {
  function decoderFor(encoding: string, first: Uint8Array) {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return zlib.createGunzip();
      case 'br':
        return zlib.createBrotliDecompress();
      default:
        // Some servers say 'deflate' but leave out its two-byte header.
        return ((first[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    }
  }

  function undo(packed: Readable, encoding: string): Readable {
    const output = new stream.PassThrough();
    // An empty body stays empty.
    const onEmpty = () => output.end();
    packed.once('end', onEmpty);
    packed.once('data', (first: Uint8Array) => {
      packed.off('end', onEmpty);
      packed.pause();
      packed.unshift(first);
      stream.pipeline(packed, decoderFor(encoding, first), output, () => {});
    });
    packed.once('error', (error) => output.destroy(error));
    output.once('close', () => packed.destroy());
    return output;
  }

  return encodings
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => KNOWN.has(encoding))
    .reduceRight(undo, source);
}

const KNOWN = new Set(['gzip', 'x-gzip', 'deflate', 'br']);
