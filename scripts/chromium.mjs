// Finds the Chromium that the browser tests, the benchmarks and the screenshots drive.
import { chromium } from 'playwright';
import { findProgram, isExecutable } from './debian.mjs';

/** The path of a usable Chromium: `CHROMIUM_PATH`, else Playwright's own, else the system's; or undefined. */
export function findChromium() {
  return [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && isExecutable(path));
}

/**
 * Flags with which real WebRTC, fake cameras and decoded frames work headless, as root, with no network. Half of the time
 * that a test takes goes into its video: with fewer frames per second, more of them fit into a minute.
 */
export const chromiumArgs = (framesPerSecond) => [
  '--no-sandbox',
  // Headless has no GPU: an emulated one takes a tenth more of the processor than drawing without one.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  // The second camera delivers depth images, which no video codec accepts. The third is used as the other camera.
  `--use-fake-device-for-media-stream=device-count=3,fps=${framesPerSecond}`,
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Otherwise candidates on 127.0.0.1 are left out, and a machine may have no other address.
  '--allow-loopback-in-peer-connection',
  // For tests that look for leaks.
  '--js-flags=--expose-gc',
];

/** The same, with the frame rate that the fake camera has by default. */
export const CHROMIUM_ARGS = chromiumArgs(20);
