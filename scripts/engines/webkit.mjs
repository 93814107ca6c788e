// Runs the stories that need no WebRTC in real WebKit: npm run test:webkit [-- filter]
// WebKitGTK has cameras but no RTCPeerConnection, so live sessions cannot be tried here.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { findProgram } from '../debian.mjs';
import { ensureEngine } from '../engine.mjs';
import { runStories } from './stories.mjs';

const LIBRARIES = '/usr/lib';
const START_TIMEOUT_MS = 20_000;

function findMiniBrowser() {
  for (const machine of existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : []) {
    for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
      const path = `${LIBRARIES}/${machine}/${version}/MiniBrowser`;
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

function findWebKit() {
  const driver = findProgram('WebKitWebDriver');
  const display = findProgram('Xvfb');
  const binary = findMiniBrowser();
  return driver && display && binary && { driver, display, binary };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts an X server and returns the display's name. */
async function startDisplay(path) {
  const xvfb = spawn(path, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(xvfb.stdio[3], 'data');
  return { name: `:${String(number).trim()}`, stop: () => xvfb.kill() };
}

/** Sends a WebDriver command (https://www.w3.org/TR/webdriver2/) and returns its value. */
async function command(method, url, body) {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

async function startSession(base, binary) {
  const until = Date.now() + START_TIMEOUT_MS;
  const wanted = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  for (;;) {
    try {
      const { sessionId } = await command('POST', `${base}/session`, {
        capabilities: { alwaysMatch: wanted },
      });
      return `${base}/session/${sessionId}`;
    } catch (error) {
      // The driver does not listen yet.
      if (!(error instanceof TypeError) || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const found = ensureEngine({ name: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb'] }, findWebKit);
const display = await startDisplay(found.display);
const port = await freePort();
const driver = spawn(found.driver, [`--port=${port}`], {
  stdio: 'ignore',
  env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1' },
});
let session;
try {
  session = await startSession(`http://127.0.0.1:${port}`, found.binary);
  await runStories('WebKit', {
    hasWebRtc: false,
    open: (url) => command('POST', `${session}/url`, { url }),
    evaluate: (read) =>
      command('POST', `${session}/execute/sync`, { script: `return (${read})();`, args: [] }),
  });
} finally {
  if (session) await command('DELETE', session).catch(() => {});
  driver.kill();
  display.stop();
}
