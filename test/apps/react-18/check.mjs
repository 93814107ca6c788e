// React 18.3: the look, and a session in StrictMode.
import { join } from 'node:path';
import { run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

export default async function checkReact18(app) {
  // In development, where React warns about what it doesn't know.
  run(app.folder, 'npm', 'run', 'build');
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    await checkLook(app, 'page', `${server.origin}/`);
    await goLiveOn(app.browser, `${server.origin}/`);
  } finally {
    server.close();
  }
}
