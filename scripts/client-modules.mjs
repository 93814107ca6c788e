// Lists the modules of the library that run only in the browser. Each becomes a separate module in dist, with 'use client',
// so that a server component makes its page load only the ones that it imports.
import { existsSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';

/** Where React's hooks are used. */
const CLIENT = /^src\/(components|hooks|provider)\/|^src\/query\/use/;

/** @param {string} path - of a source file, without its extension */
const nameOf = (path) => `client/${basename(path)}`;

/** @param {string} path */
const fileOf = (path) => (existsSync(`${path}.tsx`) ? `${path}.tsx` : `${path}.ts`);

/** @param {string} names - the text between the braces of an `export {}` */
const hasValue = (names) => names.split(',').some((name) => /^\s*(?!type )\w/.test(name));

/**
 * The client modules whose values entries re-export, as tsup takes entries.
 *
 * @param {readonly string[]} entries
 * @returns {Record<string, string>}
 */
export function clientModules(entries) {
  const modules = new Map();
  for (const entry of entries) {
    for (const [, names, path] of readFileSync(entry, 'utf8').matchAll(
      /^export \{([^}]*)\} from '\.\/(.+?)';/gm,
    )) {
      const source = `src/${path}`;
      if (!hasValue(names) || !CLIENT.test(source)) continue;
      const known = modules.get(nameOf(source)) ?? fileOf(source);
      if (known !== fileOf(source))
        throw new Error(`Two client modules have the same name: ${known}, ${source}`);
      modules.set(nameOf(source), known);
    }
  }
  return Object.fromEntries(modules);
}

/**
 * For the entry that server components get: the same source file, with client modules kept external.
 *
 * @type {import('esbuild').Plugin}
 */
export const keepClientModulesOutside = {
  name: 'client-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const source = relative(process.cwd(), resolve(resolveDir, path)).replaceAll('\\', '/');
      return CLIENT.test(source) ? { path: `./${nameOf(source)}.js`, external: true } : undefined;
    });
  },
};
