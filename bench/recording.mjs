// The memory of a recording without `onChunk`, compared with an array of chunks.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../scripts/chromium.mjs';

const MIB = 2 ** 20;
const SAMPLE_MS = 5000;
const BUDGET = 0.15;

/** The private memory of all browser processes after a garbage collection, in bytes, according to Linux. */
async function memoryUsed(pageSession, browserSession) {
  await pageSession.send('HeapProfiler.collectGarbage');
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.map(async ({ id }) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+) kB/gm);
    return [...kilobytes].reduce((sum, [, value]) => sum + Number(value) * 1024, 0);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function record(who, minutes, { open, args }) {
  // With a profile on disk, as users have: a private window writes nothing to disk.
  const profile = await mkdtemp(join(tmpdir(), 'decart-react-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args,
    permissions: ['camera'],
  });
  try {
    const page = await open(context);
    const pageSession = await context.newCDPSession(page);
    const browserSession = await context.browser().newBrowserCDPSession();
    await page.evaluate((each) => window.bench.live(each), who);
    await page.getByRole('button', { name: 'Record' }).click();
    const samples = [];
    for (let end = Date.now() + minutes * 60_000; Date.now() < end; ) {
      await page.waitForTimeout(SAMPLE_MS);
      samples.push(await memoryUsed(pageSession, browserSession));
    }
    await page.getByRole('button', { name: 'Record' }).click();
    return { samples, ...(await page.evaluate(() => window.bench.recorded())) };
  } finally {
    await context.close();
    await rm(profile, { recursive: true });
  }
}

/**
 * Memory that isn't freed, as a fraction of the recorded bytes. The browser's own memory goes up and down by 200 MiB as it
 * collects its garbage, so the lowest of many samples counts; the first fifth of the time warms up.
 */
async function kept(name, who, minutes, browser) {
  const { samples, bytes, seconds } = await record(who, minutes, browser);
  const between = (from, to) => samples.slice(samples.length * from, samples.length * to);
  const grown = Math.min(...between(0.7, 1)) - Math.min(...between(0.2, 0.5));
  const recorded = bytes * 0.5;
  const floors = Array.from({ length: 5 }, (_, i) => Math.min(...between(i / 5, (i + 1) / 5)));
  console.log(
    `recording ${name}: ${(seconds / 60).toFixed(1)} minutes, ${Math.round(bytes / MIB)} MiB; memory in each fifth: ` +
      `${floors.map((size) => Math.round(size / MIB)).join(' ')} MiB`,
  );
  return grown / recorded;
}

/** `browser`: how to `open` the bench's page in a context, and the `args` to launch with. */
export async function recording(browser) {
  const minutes = Number(process.env.RECORDING_MINUTES ?? 10);
  const byHand = await kept('by hand', 'recordedByHand', Math.min(minutes, 4), browser);
  const ours = await kept('ours', 'recorded', minutes, browser);
  const verdict = ours <= BUDGET ? '' : ', EXCEEDED';
  console.log(
    `recording keeps in memory, of what is recorded   ours ${ours.toFixed(2)}   by hand ${byHand.toFixed(2)}  (budget ${BUDGET}${verdict})`,
  );
}
