// The React Compiler on an app's components: the look, and a page that follows its session.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check, goLive, PATIENCE, run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn, onPage } from '../appChecks.mjs';

async function checkStage(page, url) {
  await page.goto(url);
  await goLive(page);
  await page.getByText('Prompt: oil painting').waitFor(PATIENCE);
  await page.getByText(/^Counting/).waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Film noir' }).click();
  await page.getByText('Prompt: film noir').waitFor(PATIENCE);
  const field = await page.getByRole('textbox').inputValue();
  check(field === 'film noir', `the hook and the parts follow the prompt (${field})`);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.locator('[data-status="idle"]').first().waitFor(PATIENCE);
  check(true, 'and the end of the session');
}

export default async function checkReactCompiler(app) {
  run(app.folder, 'npm', 'run', 'build');
  const assets = join(app.folder, 'dist/assets');
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const code = await Promise.all(scripts.map((name) => readFile(join(assets, name), 'utf8')));
  // React has this call once. What compiled code imports, react/compiler-runtime, has it too.
  const calls = code.join('').match(/\.H\.useMemoCache\(/g) ?? [];
  check(calls.length === 2, 'the compiler has compiled the app');
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    await checkLook(app, 'page', `${server.origin}/`);
    await goLiveOn(app.browser, `${server.origin}/`);
    await onPage(app.browser, (page) => checkStage(page, `${server.origin}/?stage`));
  } finally {
    server.close();
  }
}
