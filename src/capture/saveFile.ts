const REVOKE_AFTER_MS = 60_000;

/** Lets the browser save a file, as a click on a link would. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${extensionOf(blob.type)}`;
  link.click();
  // Browsers read it at some time after the click, and don't report when.
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}

/** The blob as a file with a name. Its type has no codecs, so that other apps recognize it. */
export function toFile(blob: Blob, name: string): File {
  const [type = ''] = blob.type.split(';');
  return new File([blob], `${name}.${extensionOf(blob.type)}`, { type });
}

/** Types whose name isn't an extension that systems know. */
const EXTENSIONS: Record<string, string> = { 'x-matroska': 'mkv', quicktime: 'mov' };

/** `video/webm;codecs=vp9` is `webm`. */
function extensionOf(type: string): string {
  const name = type.split('/')[1]?.split(';')[0] ?? 'bin';
  return EXTENSIONS[name] ?? name;
}
