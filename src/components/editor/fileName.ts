const ENDINGS: Record<string, string> = { jpeg: 'jpg', quicktime: 'mov' };

/** `cat.jpeg` edited to a PNG is saved as `cat-edited.png`. */
export function fileNameFor(result: Blob, original: string): string {
  const [, name = original, ownEnding = ''] = /^(.*)\.([^.]*)$/.exec(original) ?? [];
  const type = result.type.split(/[/;]/)[1] ?? '';
  // If the result's type is unknown, it is most likely that of the original.
  const ending = type === 'octet-stream' ? ownEnding : (ENDINGS[type] ?? type);
  return `${name}-edited${ending && '.'}${ending}`;
}
