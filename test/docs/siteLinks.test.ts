import { expect, it } from 'vitest';
import { replaceLinks } from '../../scripts/site-links.mjs';

it.each([
  ['../theming/#texts', 'guides', 'guides/theming#texts'],
  ['./theming.md#texts', 'guides', 'guides/theming#texts'],
  ['../../errors/', 'guides', 'errors'],
  ['../server/logins.md', 'guides', 'server/logins'],
  ['../../guides/browsers/', 'errors', 'guides/browsers'],
  ['../../playground/?path=/docs/hooks--docs', 'guides', 'playground?path=/docs/hooks--docs'],
])('a link to %s on a page in %s leads to %s elsewhere, too', (link, folder, address) => {
  const text = replaceLinks(`See [it](${link}).`, folder, (page, search, hash) => page + search + hash);
  expect(text).toBe(`See [it](${address}).`);
});

it('a link to another site stays as it is', () => {
  const text = '[MDN](https://developer.mozilla.org/)';
  expect(replaceLinks(text, 'guides', () => '')).toBe(text);
});
