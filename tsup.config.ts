import { writeFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';
import { clientModules, keepClientModulesOutside } from './scripts/client-modules.mjs';
import { makeStyles } from './scripts/styles.mjs';

type Plugin = NonNullable<Options['plugins']>[number];

// tsup's declaration build sets `baseUrl`, which TypeScript 6 reports as deprecated (TS5101).
const dts = { compilerOptions: { ignoreDeprecations: '6.0' } };

const shared: Options = {
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  dts,
  // `npm run build` empties dist first: `clean` in two configs loses declarations.
  clean: false,
};

const LIBRARY = { index: 'src/index.ts', parts: 'src/parts.ts', testing: 'src/testing/index.ts' };

/**
 * `'use client'` only where a server component's imports end: Rollup and Vite warn of each. Removes bare imports of chunks:
 * they have no side effects, and esbuild warns about each. Line numbers stay the same, for the source maps.
 */
const finishChunks: Plugin = {
  name: 'finish-chunks',
  renderChunk(code, { path }) {
    const directive = path.includes('/client/') ? "'use client';" : '';
    return { code: `${directive}${code.replaceAll(/^import "[./]+chunk-\w+\.js";$/gm, '')}` };
  },
};

export default defineConfig([
  {
    ...shared,
    entry: { ...LIBRARY, ...clientModules(Object.values(LIBRARY)) },
    dts: { ...dts, entry: LIBRARY },
    splitting: true,
    treeshake: false,
    plugins: [finishChunks],
    async onSuccess() {
      const { plain, layer } = makeStyles();
      await writeFile('dist/styles.css', plain);
      await writeFile('dist/styles.layer.css', layer);
      // TypeScript needs a declaration for the import of a sheet.
      await writeFile('dist/styles.css.d.ts', 'export {};\n');
    },
  },
  {
    ...shared,
    // Plain functions are bundled, so that they can be called on the server.
    entry: { 'index.react-server': LIBRARY.index, 'parts.react-server': LIBRARY.parts },
    esbuildPlugins: [keepClientModulesOutside],
    dts: false,
  },
  {
    ...shared,
    entry: { server: 'src/server/index.ts', redis: 'src/server/redis/index.ts' },
    // One file each, so that it can be deployed as it is.
    splitting: false,
  },
  {
    ...shared,
    entry: Object.fromEntries(
      ['de', 'es', 'fr', 'ja'].map((code) => [`locales/${code}`, `src/locales/${code}.ts`]),
    ),
  },
  { ...shared, entry: { 'server.browser': 'src/server/browser.ts' }, dts: false, sourcemap: false },
  {
    ...shared,
    entry: { sandbox: 'src/sandbox/index.ts' },
    // tsup would bundle optional dependencies, in their builds for Node and without their licenses.
    external: [/^@livekit\/protocol/, 'sdp-transform'],
  },
]);
