// Runs before the tests: finds Chromium, or installs it.
import { findChromium } from './chromium.mjs';
import { installPackages, run } from './debian.mjs';

function getChromium() {
  if (run('npx', 'playwright', 'install', 'chromium') && findChromium()) return;
  // Playwright's download host may be out of reach. A Debian package works as well.
  installPackages('chromium');
}

if (!findChromium()) {
  console.log('No Chromium found: installing one for the tests that run in a real browser.');
  getChromium();
}

const found = findChromium();
if (!found) {
  console.error(
    'No Chromium found. Install one (for example: npx playwright install chromium), or set CHROMIUM_PATH.',
  );
  process.exit(1);
}
console.log(`Chromium: ${found}`);
