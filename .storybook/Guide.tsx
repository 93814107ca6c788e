import { Markdown } from '@storybook/addon-docs/blocks';
import { homepage } from '../package.json';
import { replaceLinks } from '../scripts/site-links.mjs';

// Which pages of the documentation site are shown here too: those that an MDX file imports.
const wrappers = import.meta.glob<string>('../stories/**/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const shown = new Map(
  Object.values(wrappers).flatMap((text) => {
    const [, page] = /content\/docs\/(\S+)\.md\?raw/.exec(text) ?? [];
    const [, title] = /<Meta title="(.+?)"/.exec(text) ?? [];
    return page && title ? [[page, title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')] as const] : [];
  }),
);

/** Points the links of a page to the playground if the target is shown here, else to the site. */
export const withLinks = (text: string, folder: string) =>
  replaceLinks(text, folder, (page, search, hash) => {
    if (page === 'playground') return `./${search}`;
    const id = shown.get(page);
    return id ? `./?path=/docs/${id}--docs${hash}` : `${homepage}${page}/${hash}`;
  });

/** A page of the documentation site, from its Markdown. */
export function Guide({ text, folder }: { text: string; folder: string }) {
  const [, title] = /^title: (.+)$/m.exec(text) ?? [];
  const body = withLinks(text.replace(/^---\n.*?\n---\n/s, ''), folder);
  return <Markdown>{`# ${title}\n${body}`}</Markdown>;
}
