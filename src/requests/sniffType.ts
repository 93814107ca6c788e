// What a file is, by its first bytes. Stores such as S3 serve everything as `binary/octet-stream` unless told otherwise.

/** By the beginning of a file, read as Latin-1. From https://mimesniff.spec.whatwg.org and https://mp4ra.org. */
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

/** What the bytes say, or undefined for a format that is not known here. */
export async function sniffType(blob: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await blob.slice(0, LONGEST_SIGNATURE).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  return SIGNATURES.find(([signature]) => signature.test(text))?.[1];
}

/** The same file, with the type that its bytes say where it has none that says something. */
export async function withKnownType<T extends Blob>(file: T): Promise<Blob> {
  if (kindOf(file.type) !== 'unknown') return file;
  const type = await sniffType(file);
  if (!type) return file;
  return file instanceof File ? new File([file], file.name, { type }) : new Blob([file], { type });
}

/** What a MIME type is for. Some servers and systems write types of their own: `application/x-png`, `application/mp4`. */
export function kindOf(type: string): 'image' | 'video' | 'other' | 'unknown' {
  const name = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (name === '' || /^(application|binary)\/.*(octet-stream|binary|unknown|download)$/.test(name))
    return 'unknown';
  // It is drawn, and no model takes it.
  if (name.startsWith('image/svg')) return 'other';
  if (/^image\/|^application\/(x-)?(png|jpe?g|gif|webp)$/.test(name)) return 'image';
  if (/^video\/|^application\/(x-)?(mp4|matroska|webm|ogg|mpeg)$/.test(name)) return 'video';
  return 'other';
}
