const ENDINGS: Record<string, string> = { jpeg: 'jpg', quicktime: 'mov' };

/** `cat.jpeg` edited to a PNG is saved as `cat-edited.png`. */
export function fileNameFor(result: Blob, original: string): string {
  const name = original.replace(/\.[^.]*$/, '');
  const type = result.type.split(/[/;]/)[1] ?? '';
  const ending = ENDINGS[type] ?? type;
  return `${name}-edited${ending && '.'}${ending}`;
}
