// Writes `dist/registry`, from which `npx shadcn add` copies: the items of registry.json with the text of their files. The
// playground shows the same files.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

const FOLDER = 'dist/registry';
/** Developers who copy a file must read it, and maintain it from then on. */
const MAX_LINES = 120;
const SCHEMAS = 'https://ui.shadcn.com/schema';

const read = async (path) => JSON.parse(await readFile(path, 'utf8'));
const write = (name, value) => writeFile(`${FOLDER}/${name}.json`, `${JSON.stringify(value, null, 2)}\n`);

async function withText(file) {
  const content = await readFile(file.path, 'utf8');
  const lines = content.split('\n').length;
  if (lines > MAX_LINES) throw new Error(`${file.path} has ${lines} lines: more than ${MAX_LINES}.`);
  // The command copies it to a folder of the app, by this name.
  return { ...file, path: `registry/${basename(file.path)}`, content };
}

const [{ name, items }, { homepage }] = await Promise.all([read('registry.json'), read('package.json')]);
await mkdir(FOLDER, { recursive: true });
await write('registry', { $schema: `${SCHEMAS}/registry.json`, name, homepage, items });
for (const item of items) {
  const files = await Promise.all(item.files.map(withText));
  await write(item.name, { $schema: `${SCHEMAS}/registry-item.json`, ...item, files });
}
console.log(`${items.length} items for shadcn`);
