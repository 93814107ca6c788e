// Writes each TypeScript example of the Markdown files into a file of its own, so that `npm run types` compiles it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const SOURCES = ['README.md'];
const folder = new URL('../test/examples/', import.meta.url);

// What the reader's own app has.
const PREAMBLE = `// Extracted from a Markdown file: see scripts/extract-examples.mjs.
declare global {
  function getSession(request: Request): Promise<{ user: { id: string } } | null>;
}
`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const source of SOURCES) {
  const text = readFileSync(new URL(`../${source}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)];
  for (const [index, [, extension, code]] of blocks.entries()) {
    const name = `${source.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${index + 1}.${extension}`;
    writeFileSync(new URL(name, folder), `${PREAMBLE}${code}\nexport {};\n`);
  }
  console.log(`${blocks.length} examples in ${source}`);
}
