/**
 * Replaces the relative links in a page of the documentation site, for places where they lead nowhere. A link to a file is
 * relative to the file; any other is relative to the page's address, which is one folder deeper.
 *
 * @param {string} text
 * @param {string} folder - of the page, such as `guides`
 * @param {(page: string, search: string, hash: string) => string} addressOf - `page` is like `guides/theming`
 */
export function replaceLinks(text, folder, addressOf) {
  return text.replaceAll(/(?<=\]\()\.\.?\/[^)\s]+/g, (link) => {
    const base = link.includes('.md') ? `https://site/${folder}/` : `https://site/${folder}/page/`;
    const { pathname, search, hash } = new URL(link, base);
    return addressOf(pathname.replaceAll(/^\/|(\.md|\/)$/g, ''), search, hash);
  });
}
