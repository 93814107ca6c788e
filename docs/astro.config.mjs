import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@astrojs/react';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import relativeMarkdownLinks from 'astro-rehype-relative-markdown-links';
import starlightTypeDoc, { typeDocSidebarGroup } from 'starlight-typedoc';
import { writeErrorPages } from './scripts/errorPages.mjs';

const { homepage, repository } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const base = process.env.DOCS_BASE ?? '/';
const dist = (file) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

/** A table may be too wide for a phone: with a tab stop, the keyboard can scroll it. */
const focusableTables = () =>
  function visit(node) {
    if (node.tagName === 'table') node.properties.tabIndex = 0;
    for (const child of node.children ?? []) visit(child);
  };

const ENTRIES = [
  'index.ts',
  'parts.ts',
  'server/index.ts',
  'server/redis/index.ts',
  'sandbox/index.ts',
  'testing/index.ts',
];

/** TypeDoc's list of entries links to pages that aren't written. The sidebar has the same list. */
const withoutListOfEntries = {
  name: 'without-list-of-entries',
  hooks: { 'astro:config:setup': () => rmSync('src/content/docs/api/README.md', { force: true }) },
};

/** @param {string} directory */
const pagesOf = (label, directory, collapsed = false) => ({ label, collapsed, autogenerate: { directory } });

await writeErrorPages();

export default defineConfig({
  site: homepage,
  base,
  trailingSlash: 'always',
  integrations: [
    react(),
    starlight({
      title: 'decart-react',
      description: 'React components and hooks for Decart’s realtime AI video.',
      // Code that is too wide for its box can't be scrolled with the keyboard before a script has run.
      expressiveCode: { defaultProps: { wrap: true } },
      customCss: ['./src/styles/site.css'],
      social: [{ icon: 'seti:git', label: 'Source', href: repository.url.replace(/^git\+|\.git$/g, '') }],
      plugins: [
        starlightTypeDoc({
          entryPoints: ENTRIES.map((entry) => `../src/${entry}`),
          tsconfig: 'tsconfig.api.json',
          sidebar: { label: 'API', collapsed: true },
          typeDoc: {
            readme: 'none',
            // `npm run types` does that.
            skipErrorChecking: true,
            excludeExternals: true,
            excludeInternal: true,
            disableSources: true,
            tableColumnSettings: { hideSources: true },
            parametersFormat: 'table',
            interfacePropertiesFormat: 'table',
            typeDeclarationFormat: 'table',
          },
        }),
      ],
      sidebar: [
        {
          label: 'Start here',
          items: ['guides/getting-started', 'examples', 'guides/migration', 'guides/faq'],
        },
        {
          label: 'Guides',
          items: [
            'guides/authentication',
            'guides/who-talks-to-whom',
            'guides/what-happens-when',
            'guides/important-defaults',
            'guides/time-and-money',
            'guides/models-and-prices',
            'guides/realtime-video-taken-apart',
            'guides/theming',
            'guides/css-setup',
            'guides/copy-and-own',
            'guides/accessibility',
            'guides/browsers',
            'guides/typescript-and-eslint',
            'guides/testing-your-app',
            'guides/troubleshooting',
            'guides/going-to-production',
            'guides/not-tried',
          ],
        },
        pagesOf('Server', 'server'),
        pagesOf('Error codes', 'errors', true),
        typeDocSidebarGroup,
        { label: 'Playground', link: '/playground/' },
      ],
    }),
    withoutListOfEntries,
  ],
  markdown: {
    rehypePlugins: [
      focusableTables,
      [relativeMarkdownLinks, { base, collectionBase: false, trailingSlash: 'always' }],
    ],
  },
  vite: {
    resolve: {
      // The live examples run what users get: the built package.
      alias: [
        { find: /^decart-react$/, replacement: dist('index.js') },
        { find: /^decart-react\/(parts|sandbox)$/, replacement: dist('$1.js') },
        { find: 'decart-react/styles.css', replacement: dist('styles.css') },
      ],
      dedupe: ['react', 'react-dom'],
    },
  },
});
