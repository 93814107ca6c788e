import { Markdown } from '@storybook/addon-docs/blocks';
import { homepage } from '../package.json';

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

/** Where a link of a page leads from here: to the page in the playground if it is shown here, else to the site. */
function resolveLink(link: string, folder: string): string {
  const [, inPlayground] = /playground\/(\?path=.*)$/.exec(link) ?? [];
  if (inPlayground) return `./${inPlayground}`;
  // Links to files are relative to the file, all others to the page's address, which is a folder deeper.
  const base = link.includes('.md') ? `https://site/${folder}/` : `https://site/${folder}/page/`;
  const { pathname, hash } = new URL(link, base);
  const page = pathname.replace(/^\/|\.md$/g, '');
  const id = shown.get(page);
  return id ? `./?path=/docs/${id}--docs${hash}` : `${homepage}${page.replace(/\/?$/, '/')}${hash}`;
}

/** A page of the documentation site, from its Markdown. */
export function Guide({ text, folder }: { text: string; folder: string }) {
  const [, title] = /^title: (.+)$/m.exec(text) ?? [];
  const body = text
    .replace(/^---\n.*?\n---\n/s, '')
    .replaceAll(/(?<=\]\()\.\.?\/[^)\s]+/g, (link) => resolveLink(link, folder));
  return <Markdown>{`# ${title}\n${body}`}</Markdown>;
}
