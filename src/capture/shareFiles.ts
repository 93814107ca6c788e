import { saveFile, toFile } from './saveFile';

/**
 * Opens the system's share sheet with the files. If there is none, or it doesn't accept such files, the browser saves
 * them. Call it from a click. Resolves with what happened: the user may also close the sheet.
 */
export async function shareFiles(
  blobs: readonly Blob[],
  name: string,
): Promise<'shared' | 'saved' | 'cancelled'> {
  const files = blobs.map((blob, index) => toFile(blob, index === 0 ? name : `${name}-${index + 1}`));
  // Older browsers, and most on Linux, have none.
  const { canShare, share }: Partial<Pick<Navigator, 'canShare' | 'share'>> = navigator;
  if (canShare?.call(navigator, { files })) {
    try {
      await share?.call(navigator, { files });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
      // A policy forbids it, or it wasn't called from a click.
    }
  }
  for (const file of files) saveFile(file, file.name.replace(/\.\w+$/, ''));
  return 'saved';
}
