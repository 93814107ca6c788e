import { saveFile, toFile } from './saveFile';

/**
 * Gives files to the system's share sheet; where there is none, or it takes no such files, the browser saves them. Call it from a
 * click. Resolves to what happened: a person may also close the sheet.
 */
export async function shareFiles(
  blobs: readonly Blob[],
  name: string,
): Promise<'shared' | 'saved' | 'cancelled'> {
  const files = blobs.map((blob, index) => toFile(blob, index === 0 ? name : `${name}-${index + 1}`));
  // Older browsers, and those of most Linux systems, have none.
  const { canShare, share }: Partial<Pick<Navigator, 'canShare' | 'share'>> = navigator;
  if (canShare?.call(navigator, { files })) {
    try {
      await share?.call(navigator, { files });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
      // A policy or a lost click forbids it.
    }
  }
  for (const file of files) saveFile(file, file.name.replace(/\.\w+$/, ''));
  return 'saved';
}
