import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@astrojs/react';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import relativeMarkdownLinks from 'astro-rehype-relative-markdown-links';

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

/** @param {string} directory */
const pagesOf = (label, directory, collapsed = false) => ({ label, collapsed, autogenerate: { directory } });

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
      sidebar: [
        {
          label: 'Start here',
          items: ['guides/getting-started'],
        },
        {
          label: 'Guides',
          items: [
            'guides/authentication',
            'guides/time-and-money',
            'guides/theming',
            'guides/testing-your-app',
            'guides/troubleshooting',
            'guides/going-to-production',
          ],
        },
        pagesOf('Server', 'server'),
      ],
    }),
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
