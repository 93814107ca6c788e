// Runs the stories' play functions in another browser than Chromium, and says which pass.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveFolder } from '../static-server.mjs';

const FOLDER = 'storybook-static';
const STORY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const PROBLEM_LINES = 8;

/**
 * Runs before everything else on the page: collects errors, and records whether the page needed WebRTC in a browser without
 * it.
 */
const WATCH = `<script>
  window.__seen = { errors: [], askedForWebRtcAt: undefined };
  addEventListener('error', (event) => __seen.errors.push(String(event.error ?? event.message)));
  addEventListener('unhandledrejection', (event) => __seen.errors.push(String(event.reason)));
  if (!('RTCPeerConnection' in window)) Object.defineProperty(window, 'RTCPeerConnection', {
    configurable: true,
    get() { __seen.askedForWebRtcAt ??= performance.now(); },
  });
</script>`;

/** In the page: undefined while the story runs, then its result. */
function readOutcome() {
  const { errors, askedForWebRtcAt } = window.__seen;
  const { phase } = window.__STORYBOOK_PREVIEW__?.currentRender ?? {};
  if (!['finished', 'completed', 'errored', 'aborted'].includes(phase)) {
    // It waits for a live session that can't come.
    return performance.now() - askedForWebRtcAt > 3000 ? { problems: [], needsWebRtc: true } : undefined;
  }
  // The phase is "finished" even if the play function threw. The error is only in the channel.
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  const thrown = ['playFunctionThrewException', 'storyThrewException', 'storyErrored'].flatMap(
    (event) => channel.last(event) ?? [],
  );
  const problems = [...thrown.map(({ message, description }) => message ?? description), ...errors];
  return { problems, needsWebRtc: problems.length > 0 && askedForWebRtcAt !== undefined };
}

/**
 * Opens one story after the other. `open(url)` loads a page, `evaluate(fn)` runs a function in it. Stories that need WebRTC
 * fail, unless the engine is known to have none.
 */
export async function runStories(name, { open, evaluate, hasWebRtc = true }) {
  const filter = process.argv[2] ?? '';
  const { entries } = JSON.parse(await readFile(join(FOLDER, 'index.json'), 'utf8'));
  const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(filter));
  const server = await serveFolder(FOLDER, WATCH);
  const count = { passed: 0, failed: 0, withoutWebRtc: 0 };
  for (const { id } of stories) {
    await open(`${server.origin}/iframe.html?id=${id}&viewMode=story&globals=camera:test`);
    const { problems, needsWebRtc } = await outcome(evaluate);
    if (needsWebRtc && !hasWebRtc) {
      count.withoutWebRtc += 1;
      console.log(`  - ${id}: needs WebRTC`);
    } else if (problems.length === 0 && !needsWebRtc) {
      count.passed += 1;
      console.log(`  ✓ ${id}`);
    } else {
      count.failed += 1;
      console.log(
        `  ✗ ${id}${[...problems, ...(needsWebRtc ? ['WebRTC is missing.'] : [])].map(indent).join('')}`,
      );
    }
  }
  server.close();
  const needWebRtc = count.withoutWebRtc ? `, ${count.withoutWebRtc} need WebRTC` : '';
  console.log(`${name}: ${count.passed} stories pass, ${count.failed} fail${needWebRtc}.`);
  if (count.failed > 0 || count.passed === 0) process.exitCode = 1;
}

/** Its first lines: Testing Library prints the whole page after them. */
function indent(problem) {
  const lines = problem.split('\n').slice(0, PROBLEM_LINES);
  return lines.map((line) => `\n      ${line}`).join('');
}

async function outcome(evaluate) {
  const until = Date.now() + STORY_TIMEOUT_MS;
  while (Date.now() < until) {
    const seen = await evaluate(readOutcome);
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const seen = await evaluate(() => window.__seen);
  return { ...seen, problems: [`not finished after ${STORY_TIMEOUT_MS / 1000} s`, ...(seen?.errors ?? [])] };
}
