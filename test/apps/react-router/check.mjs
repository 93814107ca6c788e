// React Router: the server's HTML has the Start button already, it hydrates without a warning, and goes live.
import { check, run, startApp } from '../../../scripts/real-apps.mjs';
import { checkLook, goLiveOn } from '../appChecks.mjs';

export default async function checkReactRouter(app) {
  run(app.folder, 'npm', 'run', 'build');
  const server = await startApp(app.folder);
  try {
    const html = await (await fetch(server.url)).text();
    check(/<button[^>]*>(<[^>]+>)*Start/.test(html), 'the HTML of the server has the Start button');
    await checkLook(app, 'page', server.url);
    await goLiveOn(app.browser, server.url);
  } finally {
    server.stop();
  }
}
