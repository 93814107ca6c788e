// Runs every story in real Firefox, with real WebRTC on the sandbox: npm run test:firefox [-- filter]
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { findProgram, isExecutable, run } from '../debian.mjs';
import { ensureEngine } from '../engine.mjs';
import { startSoundSystem } from './soundSystem.mjs';
import { runStories } from './stories.mjs';

const TOOLS = 'test/engines/firefox';

const executablePath = ensureEngine({ name: 'Firefox', packages: ['firefox-esr'] }, () =>
  [process.env.FIREFOX_PATH, findProgram('firefox-esr', 'firefox')].find(
    (path) => path && isExecutable(path),
  ),
);
if (!run('npm', 'ci', '--prefix', TOOLS, '--ignore-scripts', '--no-audit', '--no-fund')) process.exit(1);
const require = createRequire(pathToFileURL(`${TOOLS}/package.json`));
const { launch } = await import(pathToFileURL(require.resolve('puppeteer-core')).href);

/** Adds `window.driver` to the page: see stories/support/hideTab.ts. */
async function letStoriesHideTheTab(page) {
  let other;
  await page.exposeFunction('driveHideTab', async () => {
    other = await browser.newPage();
    await other.bringToFront();
    await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 50 });
  });
  await page.exposeFunction('driveShowTab', async () => {
    await page.bringToFront();
    await other?.close();
  });
  await page.evaluateOnNewDocument(() => {
    window.driver = { hideTab: () => window.driveHideTab(), showTab: () => window.driveShowTab() };
  });
}

const sound = await startSoundSystem();
const browser = await launch({
  browser: 'firefox',
  executablePath,
  env: sound.env,
  headless: true,
  extraPrefsFirefox: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
    // A machine may have no address but 127.0.0.1.
    'media.peerconnection.ice.loopback': true,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
  },
});
try {
  const page = await browser.newPage();
  await letStoriesHideTheTab(page);
  await runStories('Firefox', {
    open: (url) => page.goto(url),
    evaluate: (read) => page.evaluate(read),
  });
} finally {
  await browser.close();
  await sound.stop();
}
