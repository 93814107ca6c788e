// Astro: an island that the build renders first, and one that only the browser renders.
import { join } from 'node:path';
import { run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

export default async function checkAstro(app) {
  run(app.folder, 'npm', 'run', 'build');
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    for (const island of ['load', 'only']) {
      await checkLook(app, island, `${server.origin}/${island}/`);
      await goLiveOn(app.browser, `${server.origin}/${island}/`);
    }
  } finally {
    server.close();
  }
}
