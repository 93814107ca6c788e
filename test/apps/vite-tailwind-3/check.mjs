// Vite with Tailwind 3: the look holds, utilities win, and shadcn's button looks as it does alone when a part renders it.
import { join } from 'node:path';
import { check, PATIENCE, run } from '../../../scripts/real-apps.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { checkLook, goLiveOn, onPage } from '../appChecks.mjs';

/** In the page: every computed property in which the part's button differs from the one alone. */
function compareButtons() {
  const differences = [];
  for (const { dataset, firstElementChild: alone } of document.querySelectorAll('[data-alone]')) {
    const part = document.querySelector(`[data-part="${dataset.alone}"]`).firstElementChild;
    const [before, after] = [getComputedStyle(alone), getComputedStyle(part)];
    for (const property of before) {
      const [one, two] = [before.getPropertyValue(property), after.getPropertyValue(property)];
      if (one !== two) differences.push(`${dataset.alone}: ${property} ${one} → ${two}`);
    }
  }
  return differences;
}

export default async function checkTailwind(app) {
  run(app.folder, 'npm', 'run', 'build');
  const server = await serveFolder(join(app.folder, 'dist'));
  try {
    await checkLook(app, 'plain', `${server.origin}/`, { hasUtilities: true });
    await onPage(app.browser, async (page) => {
      await page.goto(`${server.origin}/?buttons`);
      await page.locator('[data-part]').first().getByText('Start').waitFor(PATIENCE);
      const differences = await page.evaluate(compareButtons);
      check(differences.length === 0, ["a part leaves shadcn's button its look", ...differences].join('\n'));
    });
    await goLiveOn(app.browser, `${server.origin}/`);
  } finally {
    server.close();
  }
}
