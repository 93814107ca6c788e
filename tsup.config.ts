import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  // tsup's declaration build sets `baseUrl`, which TypeScript 6 reports as deprecated (TS5101).
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // `npm run build` empties dist first: `clean` in two configs loses declarations.
  clean: false,
};

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    // A directive in the sources is lost in shared chunks, and `treeshake` strips the banner.
    banner: { js: "'use client';" },
    splitting: true,
    treeshake: false,
    async onSuccess() {
      // One file to link to; a bundler would drop its comments, which whoever restyles it reads.
      const sheet = readFileSync('src/styles.css', 'utf8');
      const whole = sheet.replace(/@import "(.+)";/g, (_, part) => readFileSync(join('src', part), 'utf8'));
      await writeFile('dist/styles.css', whole);
      await writeFile('dist/styles.css.d.ts', 'export {};\n');
    },
  },
  {
    ...shared,
    entry: { 'index.react-server': 'src/index.react-server.ts' },
    // The client half must stay a module of its own, with its directive: it is not bundled in here.
    external: ['./index.js'],
    dts: false,
  },
  { ...shared, entry: { server: 'src/server/index.ts' } },
  { ...shared, entry: { sandbox: 'src/sandbox/index.ts' } },
]);
