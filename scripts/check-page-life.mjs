// Situations that tests can only simulate: another tab in front, a picture-in-picture window, and a page that closes. A
// session with limits and `onUsage` in real Chromium, and a real server that receives what the page sends as it closes.
//
//   npm run build && node scripts/check-page-life.mjs
import { createServer } from 'node:http';
import { buildPage, withTabs } from './own-chromium.mjs';
import { check, PATIENCE } from './real-apps.mjs';

const HIDDEN_SECONDS = 4;

const MAIN = `
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { DecartProvider, RealtimeVideo } from 'decart-react';
import { PictureInPictureButton } from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';

const sandbox = createSandbox();
window.sandbox = sandbox;
const onUsage = (usage) =>
  void fetch('/usage', { method: 'POST', body: JSON.stringify(usage), keepalive: true });
const onEnded = (ended) => {
  window.ended = { ...ended, at: Date.now() };
};
createRoot(document.getElementById('root')).render(
  h(DecartProvider, { ...sandbox.providerProps, onUsage },
    h(RealtimeVideo, {
      model: 'lucy-2.5',
      stopWhenHiddenSeconds: ${HIDDEN_SECONDS},
      onEnded,
      controls: h(PictureInPictureButton),
    })),
);
`;

const sendPage = await buildPage(MAIN);
const usages = [];
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/usage') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    usages.push(JSON.parse(Buffer.concat(chunks)));
    response.writeHead(204).end();
  } else sendPage(pathname, response);
});

async function openLive({ context, url }) {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  try {
    await page.goto(url);
    await page.getByRole('button', { name: 'Start' }).click(PATIENCE);
    await page.locator('[data-status="generating"]').first().waitFor(PATIENCE);
    await page.waitForFunction(() => window.sandbox.sessions[0].seconds >= 1, undefined, PATIENCE);
  } catch (error) {
    await page.close();
    throw error;
  }
  return { page, faults, close: () => page.close() };
}

/** Brings another tab to the front until the returned function is called. */
async function coverTab(page) {
  const other = await page.context().newPage();
  await other.bringToFront();
  return async () => {
    await page.bringToFront();
    await other.close();
  };
}

const visibility = (page) => page.evaluate(() => document.visibilityState);

async function checkHiddenTab(setup) {
  const { page, faults, close } = await openLive(setup);
  try {
    const since = Date.now();
    const uncover = await coverTab(page);
    const state = await visibility(page);
    if (state !== 'hidden') throw new Error(`The tab behind another one is ${state} in this browser.`);
    await page.waitForFunction(() => window.ended, undefined, { ...PATIENCE, polling: 200 });
    const { reason, at } = await page.evaluate(() => window.ended);
    const seconds = (at - since) / 1000;
    check(reason === 'hidden', 'a session ends behind another tab');
    check(Math.abs(seconds - HIDDEN_SECONDS) <= 1, `at its second: ${seconds.toFixed(1)} s`);
    check(await page.evaluate(() => window.sandbox.sessions.length === 1), 'it was one session');
    await uncover();
    check(faults.length === 0, `with no error ${faults}`);
  } finally {
    await close();
  }
}

async function checkPictureInPicture(setup) {
  const { page, faults, close } = await openLive(setup);
  try {
    await page.getByRole('button', { name: 'Picture in picture' }).click(PATIENCE);
    await page.waitForFunction(() => document.pictureInPictureElement !== null, undefined, PATIENCE);
    const uncover = await coverTab(page);
    check((await visibility(page)) === 'hidden', 'the tab with a picture-in-picture window is hidden');
    const before = await page.evaluate(() => window.sandbox.sessions[0].seconds);
    await page.waitForFunction(
      (limit) => window.ended || window.sandbox.sessions[0].seconds >= limit,
      before + HIDDEN_SECONDS + 3,
      { ...PATIENCE, polling: 200 },
    );
    check(await page.evaluate(() => !window.ended), 'its session continues beyond the limit');
    await page.evaluate(() => document.exitPictureInPicture());
    await page.waitForFunction(() => window.ended?.reason === 'hidden', undefined, {
      ...PATIENCE,
      polling: 200,
    });
    check(true, 'and ends when that window is closed');
    await uncover();
    check(faults.length === 0, `with no error ${faults}`);
  } finally {
    await close();
  }
}

async function checkClosedPage(setup, leave, what) {
  const { page, close } = await openLive(setup);
  try {
    const { id, seconds } = await page.evaluate(() => window.sandbox.sessions[0]);
    const before = usages.length;
    await leave(page);
    const deadline = Date.now() + PATIENCE.timeout;
    while (usages.length === before && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, 50));
    const usage = usages[before];
    check(usage?.final && usage.sessionId === id, `${what}: the last report arrives`);
    check(
      Math.abs(usage.sessionSeconds - seconds) <= 1,
      `${what}: with all of its seconds (${usage.sessionSeconds})`,
    );
    check(usages.length === before + 1, `${what}: once`);
  } finally {
    await close();
  }
}

await withTabs(server, async (context, url) => {
  const setup = { context, url };
  await checkHiddenTab(setup);
  await checkPictureInPicture(setup);
  await checkClosedPage(setup, (page) => page.close({ runBeforeUnload: true }), 'a closed tab');
  await checkClosedPage(setup, (page) => page.goto('about:blank'), 'another address');
  await checkClosedPage(setup, (page) => page.reload(), 'a reload');
});
