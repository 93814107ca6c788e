// A token server with a waiting line of two slots, and four real tabs with a session each. Places move up, turns come in
// hidden tabs, a reconnect keeps its slot, and a tab that closes or crashes frees its slot or its place.
//
//   npm run build && node scripts/check-waiting-line.mjs
import { createServer } from 'node:http';
import { createTokenHandler, toNodeHandler } from '../dist/server.js';
import { buildPage, withTabs } from './own-chromium.mjs';
import { check, listen, PATIENCE } from './real-apps.mjs';

// Short, so that a crash is noticed soon, but longer than a busy machine pauses a tab.
const TIMES = { connectSeconds: 30, aliveSeconds: 12, silenceSeconds: 20 };

const MAIN = `
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { DecartProvider, RealtimeVideo } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';

const sandbox = createSandbox({ acceptAnyToken: true });
const { baseUrl, realtimeBaseUrl, telemetry, logger } = sandbox.providerProps;
window.sandbox = sandbox;
window.statuses = [];
window.errors = [];
window.turns = 0;
createRoot(document.getElementById('root')).render(
  h(DecartProvider, { getToken: '/token' + location.search, baseUrl, realtimeBaseUrl, telemetry, logger },
    h(RealtimeVideo, {
      model: 'lucy-2.5',
      autoStart: true,
      onStatusChange: (status) => void window.statuses.push(status),
      onError: (error) => void window.errors.push(error.code),
      onTurn: () => void (window.turns += 1),
    })),
);
`;

/** The part of Decart that the token server calls. Each token is a new one. */
function startDecart() {
  let count = 0;
  return createServer((request, response) => {
    request.resume();
    count += 1;
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ apiKey: `ek_${count}`, expiresAt }));
  });
}

const decart = startDecart();
const handler = createTokenHandler({
  authorize: (request) => ({ id: new URL(request.url).searchParams.get('user') }),
  apiKey: 'dct_check',
  baseUrl: `http://127.0.0.1:${await listen(decart)}`,
  sessions: { capacity: 2, maxDurationSeconds: 600, ...TIMES },
});
const answerToken = toNodeHandler(handler);
const sendPage = await buildPage(MAIN);
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/token') return answerToken(request, response);
  sendPage(pathname, response);
});

const stateOf = (page) =>
  page.evaluate(() => ({
    status: document.querySelector('[data-status]')?.getAttribute('data-status'),
    place: document.body.textContent,
    statuses: window.statuses,
    errors: window.errors,
    turns: window.turns,
    sessions: window.sandbox.sessions.length,
  }));

async function until(what, test) {
  const deadline = Date.now() + 2 * PATIENCE.timeout;
  let seen;
  do {
    seen = await test();
    if (seen === true) return check(true, what);
    await new Promise((done) => setTimeout(done, 100));
  } while (Date.now() < deadline);
  throw new Error(`${what}: ${JSON.stringify(seen)}`);
}

const reaches = (what, page, status) =>
  until(what, async () => {
    const state = await stateOf(page);
    return state.status === status || state;
  });

const stats = (what, active, waiting) =>
  until(what, async () => {
    const seen = await handler.stats();
    return (seen.active === active && seen.waiting === waiting) || seen;
  });

/** Whether the page shows this place in line. */
const readsPlace = (what, page, place) =>
  until(what, async () => {
    const { place: text } = await stateOf(page);
    return new RegExp(`number ${place} of`).test(text) || text;
  });

async function run(context, url) {
  const faults = [];
  const open = async (user) => {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${url}/?user=${user}`);
    return page;
  };

  const ada = await open('ada');
  await reaches('the first tab goes live', ada, 'generating');
  const bob = await open('bob');
  await reaches('the second tab goes live', bob, 'generating');
  const eve = await open('eve');
  await reaches('the third waits', eve, 'queued');
  const zoe = await open('zoe');
  await reaches('the fourth waits', zoe, 'queued');
  await readsPlace('the fourth reads that it is number 2', zoe, 2);
  await stats('two slots are taken, and two tabs wait', 2, 2);
  const { sessions, turns } = await stateOf(eve);
  check(sessions === 0 && turns === 0, 'nothing is billed while a tab waits');

  await ada.evaluate(() => window.sandbox.closeSignaling(1006));
  await until('a session reconnects', async () => {
    const { statuses, status, sessions: count } = await stateOf(ada);
    return (statuses.includes('reconnecting') && status === 'generating' && count === 2) || statuses;
  });
  await stats('and keeps its slot', 2, 2);
  check((await stateOf(eve)).status === 'queued', 'nobody else went live for it');

  await ada.close({ runBeforeUnload: true });
  await reaches(
    'a tab that closes lets the next one in, even if that one is in the background',
    eve,
    'generating',
  );
  check((await stateOf(eve)).turns === 1, 'and calls its `onTurn`');
  await readsPlace('the last one moves up', zoe, 1);
  await stats('two slots are taken, and one tab waits', 2, 1);

  const kim = await open('kim');
  await reaches('another one joins', kim, 'queued');
  await stats('two tabs wait', 2, 2);
  await kim.close({ runBeforeUnload: true });
  await stats('a waiting tab that closes leaves the line at once', 2, 1);

  const liz = await open('liz');
  await reaches('another one joins', liz, 'queued');
  await crash(liz);
  await stats('a waiting tab that crashes leaves the line', 2, 1);

  await crash(bob);
  await reaches('a live tab that crashes frees its slot', zoe, 'generating');
  await stats('nobody waits any more', 2, 0);
  for (const page of [eve, zoe]) check((await stateOf(page)).errors.length === 0, 'without an error');
  check(faults.length === 0, `and no page threw ${faults}`);
}

/** Like `chrome://crash`: the tab's process ends at that moment. */
async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((done) => page.once('crash', done));
  // It is never answered.
  session.send('Page.crash').catch(() => {});
  await crashed;
}

try {
  await withTabs(server, run);
} finally {
  decart.close();
  decart.closeAllConnections();
}
