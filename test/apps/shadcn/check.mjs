// What registry.json lists: it fits shadcn's schema, and shadcn's command adds it to an app. There it compiles and goes live.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { check, listen, run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

// Not `run`, which would keep the server below from answering.
const execute = promisify(execFile);

const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** The command fetches one file of shadcn's site: a theme's colors. There are none here. */
async function serveColors() {
  const colors = { light: {}, dark: {} };
  const theme = { inlineColors: colors, cssVars: colors, inlineColorsTemplate: '', cssVarsTemplate: '' };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(theme));
  });
  return { url: `http://127.0.0.1:${await listen(server)}/r`, stop: () => server.close() };
}

async function addItems(folder) {
  const schema = await import(pathToFileURL(join(folder, 'node_modules/shadcn/dist/schema/index.js')).href);
  const registry = join(folder, 'node_modules/decart-react/dist/registry');
  schema.registrySchema.parse(await readJson(join(registry, 'registry.json')));
  const names = (await readdir(registry)).filter((name) => name !== 'registry.json');
  const paths = names.map((name) => join(registry, name));
  for (const path of paths) schema.registryItemSchema.parse(await readJson(path));
  check(true, `${paths.length} items fit shadcn's schema`);

  const colors = await serveColors();
  try {
    const env = { ...process.env, REGISTRY_URL: colors.url };
    await execute('npm', ['run', 'add', '--', ...paths], { cwd: folder, env });
  } finally {
    colors.stop();
  }
}

export default async function checkShadcn(app) {
  await addItems(app.folder);
  run(app.folder, 'npm', 'run', 'types');
  run(app.folder, 'npm', 'run', 'build');
  check(true, 'shadcn adds them to an app, in which they compile');
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    await checkLook(app, 'page', `${server.origin}/?look`);
    await goLiveOn(app.browser, `${server.origin}/`);
  } finally {
    server.close();
  }
}
