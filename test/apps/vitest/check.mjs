// The same test as in Jest.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, run } from '../../../scripts/real-apps.mjs';

export default async function checkVitest({ folder }) {
  const test = 'booth.test.jsx';
  await copyFile(fileURLToPath(new URL(`../jest/${test}`, import.meta.url)), join(folder, test));
  run(folder, 'npm', 'test');
  check(true, 'the tests of an app pass');
}
