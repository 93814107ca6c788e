/** Replaces the relative links in a page of the documentation site. */
export function replaceLinks(
  text: string,
  folder: string,
  addressOf: (page: string, search: string, hash: string) => string,
): string;
