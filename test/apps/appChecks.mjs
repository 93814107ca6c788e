// What the apps' checks share: a page whose console a developer would read, the look, and a session.
import { check, goLive, openPage } from '../../scripts/real-apps.mjs';

/**
 * Opens a page, and fails where its console has an error: React's warnings are errors there.
 *
 * @param {import('playwright').Browser} browser
 * @param {(page: import('playwright').Page) => Promise<void>} use
 */
export async function onPage(browser, use) {
  const { page, faults, close } = await openPage(browser);
  page.on('console', (message) => {
    // No app here has an icon.
    const isIcon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !isIcon) faults.push(message.text());
  });
  try {
    await use(page);
  } catch (error) {
    throw new Error([error.message, ...faults].join('\n'));
  } finally {
    await close();
  }
  check(faults.length === 0, ['the console has no error', ...faults].join('\n'));
}

/** @param {import('playwright').Browser} browser @param {string} url */
export const goLiveOn = (browser, url) =>
  onPage(browser, async (page) => {
    await page.goto(url);
    await goLive(page);
    check(true, 'it goes live');
  });

/** Compares the look of a page that shows `Look.jsx` with the look where there is no sheet but ours. */
export async function checkLook({ name, compareLook }, title, url, options) {
  const lines = await compareLook(`${name} ${title}`, url, options);
  check(lines.length === 0, [`${title}: it looks as with our sheet alone`, ...lines].join('\n'));
}
