const ENDINGS: Record<string, string> = { jpeg: 'jpg', quicktime: 'mov' };

/** `cat.jpeg` edited to a PNG is saved as `cat-edited.png`. */
export function fileNameFor(result: Blob, original: string): string {
  const [, name = original, ownEnding = ''] = /^(.*)\.([^.]*)$/.exec(original) ?? [];
  const type = result.type.split(/[/;]/)[1] ?? '';
  // Where nobody knows what the result is, it is most likely what the original was.
  const ending = type === 'octet-stream' ? ownEnding : (ENDINGS[type] ?? type);
  return `${name}-edited${ending && '.'}${ending}`;
}
