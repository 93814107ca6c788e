// React 18.3: the look, and a session in StrictMode.
import { join } from 'node:path';
import { run, serve } from '../../../scripts/real-apps.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

export default async function checkReact18(app) {
  // In development: there React warns of what it doesn't know.
  run(app.folder, 'npm', 'run', 'build');
  const server = await serve(join(app.folder, 'dist'));
  try {
    await checkLook(app, 'page', `${server.url}/`);
    await goLiveOn(app.browser, `${server.url}/`);
  } finally {
    server.stop();
  }
}
