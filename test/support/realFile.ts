const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  heic: 'image/heic',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** A file of test/files, as a file dialog returns it. */
export async function realFile(
  name: string,
  type = TYPES[name.split('.').at(-1) ?? ''] ?? '',
): Promise<File> {
  const answer = await fetch(`/test/files/${name}`);
  if (!answer.ok) throw new Error(`There is no file ${name}.`);
  return new File([await answer.arrayBuffer()], name, { type });
}
