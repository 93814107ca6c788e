// Before the tests: makes sure that there is a Chromium, and gets one where there is none.
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';

function run(command, ...args) {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 }).status === 0;
}

function getChromium() {
  if (run('npx', 'playwright', 'install', 'chromium') && findChromium()) return;
  // Where Playwright's download host cannot be reached, a Debian package does as well.
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    run('apt-get', 'update');
    run('apt-get', 'install', '-y', 'chromium');
  }
}

if (!findChromium()) {
  console.log('No Chromium found: getting one for the tests that run in a real browser.');
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
