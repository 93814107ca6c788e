// Writes a page for each error code, and a list of them, from docs/src/errorCodes.ts, the labels and src/errors/codes.ts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const FOLDER = new URL('../src/content/docs/errors/', import.meta.url);
const SOURCE = `
  export { ERROR_ADVICE, OUTCOMES } from './src/errorCodes';
  export { isRetryable } from '../src/errors/codes';
  export { errorSentenceOf } from '../src/labels/errorSentences';
`;

async function readTable() {
  const resolveDir = new URL('../', import.meta.url).pathname;
  const { outputFiles } = await build({
    stdin: { contents: SOURCE, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
  });
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** A description for the front matter of a page. @param {string} text */
const plain = (text) => JSON.stringify(text.replaceAll(/`|\[|\]\(.*?\)/g, ''));

/** @param {string} title @param {string} description @param {readonly string[]} blocks */
const pageOf = (title, description, blocks) =>
  `---\ntitle: ${title}\ndescription: ${plain(description)}\n---\n\n${blocks.join('\n\n')}\n`;

export async function writeErrorPages() {
  const { ERROR_ADVICE, OUTCOMES, isRetryable, errorSentenceOf } = await readTable();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const rows = [];
  for (const [code, { what, why, todo, outcome }] of Object.entries(ERROR_ADVICE)) {
    const name = code.toLowerCase();
    const canRetry = isRetryable(code)
      ? '`error.retryable` is usually true: trying again may help.'
      : '`error.retryable` is usually false: trying again without a change won’t help.';
    const page = pageOf(code, what, [
      what,
      `## Why\n\n${why}`,
      `## What to do\n\n${todo}`,
      `## What follows\n\n${OUTCOMES[outcome]} ${canRetry}`,
      `## What visitors see\n\n> ${errorSentenceOf(code)}`,
      `To change this sentence, pass \`labels={{ errors: { ${code}: '…' } }}\`: see [Texts](../../guides/theming/#texts).`,
      'All codes are in [Error codes](../).',
    ]);
    writeFileSync(new URL(`${name}.md`, FOLDER), page);
    rows.push(`| [${code}](./${name}/) | ${what} |`);
  }
  const index = pageOf('Error codes', 'Every code of a DecartError, with a page for each.', [
    'Every error is a `DecartError`. Its `code` doesn’t change from version to version.',
    ['| code | what happened |', '| --- | --- |', ...rows.sort()].join('\n'),
  ]);
  writeFileSync(new URL('index.md', FOLDER), index);
}
