// Every example of the documentation in a strict app: it compiles, and has none of the faults that linters find.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check, run } from '../../../scripts/real-apps.mjs';

const EXAMPLES = 'test/examples';

export default async function checkTypeScript({ folder }) {
  run('.', process.execPath, 'scripts/extract-examples.mjs');
  await mkdir(join(folder, 'src'));
  const names = await readdir(EXAMPLES);
  for (const name of names) await cp(join(EXAMPLES, name), join(folder, 'src', name));
  run(folder, 'npm', 'run', 'types');
  check(true, `${names.length} examples compile`);
  run(folder, 'npm', 'run', 'types:package');
  check(true, 'so do the types of the package, without skipLibCheck');
  run(folder, 'npm', 'run', 'lint');
  check(true, 'typescript-eslint and the rules of React find nothing in the examples');
}
