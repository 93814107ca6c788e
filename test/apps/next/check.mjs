// Next.js in development and in production: the look next to its starter's style sheet, a server component that goes
// live, and `asChild` with every kind of child that a server component has.
import { check, PATIENCE, run, startApp } from '../../../scripts/real-apps.mjs';
import { checkLook, goLiveOn, onPage } from '../appChecks.mjs';

/** Looks twice: in development a full load is another render than a navigation. */
async function checkChildren(page, url) {
  const element = (id) => page.getByTestId(id);
  await page.goto(url);
  for (const load of ['first', 'second']) {
    if (load === 'second') await page.reload();
    for (const id of ['plain', 'client', 'link']) {
      await element(id).getByText('Start').or(element(id)).first().waitFor(PATIENCE);
      const seen = await element(id).evaluate(({ textContent, dataset, className }) => {
        return `${textContent} ${dataset.action} ${className}`.trim();
      });
      const expected = `Start start${id === 'plain' ? ' mine' : ''}`;
      check(seen === expected, `${load} load: the ${id} child is the button (${seen})`);
    }
    for (const id of ['sync', 'async']) {
      await element(id).getByText('Ready when you are').waitFor(PATIENCE);
      check(true, `${load} load: the ${id} server component is the message`);
    }
    const root = await element('root').evaluate(({ dataset, localName }) => `${localName} ${dataset.status}`);
    check(root === 'section idle', `${load} load: the root is the child (${root})`);
  }
  await element('plain').click();
  await page.locator('section[data-status="generating"]').waitFor(PATIENCE);
  check(true, 'a click on a child starts the session');
}

export default async function checkNext(app) {
  const { folder, browser } = app;
  // Development first: it writes into the folder that the build fills.
  for (const [script, mode] of [
    ['dev', 'development'],
    ['start', 'production'],
  ]) {
    console.log(` ${mode}`);
    const env = { NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' };
    if (mode === 'production') run(folder, 'npm', 'run', 'build');
    const server = await startApp(folder, env, script);
    try {
      // The first request compiles a page, which takes longer than a browser waits.
      for (const path of ['/look', '/aschild']) await fetch(`${server.url}${path}`);
      await checkLook(app, mode, `${server.url}/look`);
      await goLiveOn(browser, server.url);
      await onPage(browser, (page) => checkChildren(page, `${server.url}/aschild`));
    } catch (error) {
      throw new Error(`${error.message}\n${server.output()}`);
    } finally {
      server.stop();
    }
  }
}
