// Vite with Tailwind 4: the look holds with our sheet in a layer, where utilities win, and with the plain one in both orders.
import { join } from 'node:path';
import { run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

export default async function checkTailwind(app) {
  for (const mode of ['layer', 'first', 'last']) {
    run(app.folder, 'npm', 'run', 'build', '--', '--mode', mode, '--outDir', `dist/${mode}`);
  }
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    for (const mode of ['layer', 'first', 'last']) {
      const url = `${server.origin}/${mode}/`;
      await checkLook(app, mode, url, { hasUtilities: mode === 'layer' });
    }
    await goLiveOn(app.browser, `${server.origin}/layer/`);
  } finally {
    server.close();
  }
}
