// Detects the type of a file from its first bytes. Stores such as S3 serve everything as `binary/octet-stream` unless
// configured otherwise.

/**
 * Patterns for the beginning of a file, read as Latin-1. From https://mimesniff.spec.whatwg.org and https://mp4ra.org.
 */
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF.{4}WEBP/s, 'image/webp'],
  [/^.{4}ftyp(hei|hev|mif1|msf1)/s, 'image/heic'],
  [/^.{4}ftypavi/s, 'image/avif'],
  [/^.{4}ftypqt/s, 'video/quicktime'],
  [/^.{4}ftyp/s, 'video/mp4'],
  [/^.E\xdf\xa3/s, 'video/webm'],
];
const LONGEST_SIGNATURE = 16;

/** The type of these bytes, or undefined if the format is unknown. */
export async function sniffType(blob: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await blob.slice(0, LONGEST_SIGNATURE).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  return SIGNATURES.find(([signature]) => signature.test(text))?.[1];
}

/** The same file, with the type of its bytes if its own type says nothing. */
export async function withKnownType<T extends Blob>(file: T): Promise<Blob> {
  if (kindOf(file.type) !== 'unknown') return file;
  const type = await sniffType(file);
  if (!type) return file;
  return file instanceof File ? new File([file], file.name, { type }) : new Blob([file], { type });
}

/**
 * The kind of a MIME type. Some servers and systems use types of their own: `application/x-png`, `application/mp4`.
 */
export function kindOf(type: string): 'image' | 'video' | 'other' | 'unknown' {
  const name = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (name === '' || /^(application|binary)\/.*(octet-stream|binary|unknown|download)$/.test(name))
    return 'unknown';
  // SVG is drawn, and no model accepts it.
  if (name.startsWith('image/svg')) return 'other';
  if (/^image\/|^application\/(x-)?(png|jpe?g|gif|webp)$/.test(name)) return 'image';
  if (/^video\/|^application\/(x-)?(mp4|matroska|webm|ogg|mpeg)$/.test(name)) return 'video';
  return 'other';
}
