// Runs one row of the table, at one moment, with a component that uses `useRealtimeStream`, and checks the outcome.
import { expect, onTestFinished } from 'vitest';
import type { DecartError } from '../../src/errors/DecartError';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import { createTestPicture } from '../../src/sandbox';
import { noiseImage, solidImage } from '../support/media';
import { createStreamPage } from '../support/streamPage';
import type { ContractDriver, Dial } from './driver';
import type { Moment, Row } from './rows';

const APPLIED = 'film noir';
const REFUSED = 'what the policy refuses';
const LATER = 'oil painting';
const SMALL = { width: 320, height: 180 };
/** Above the applied image, below the one that is too large. */
const MAX_MESSAGE = 20_000;
const PATIENCE = { timeout: 30_000, interval: 10 };
/** On a busy machine a timer may be late, but never early. */
const LATE_SECONDS = 2;

export async function playRow(row: Row, moment: Moment, driver: ContractDriver): Promise<void> {
  const images = { applied: await solidImage('red'), refused: await noiseImage(128) };
  const stage = openStage(row, driver, images.applied);
  const { page, stream } = stage;
  const isRefused = (what: Row['refused']) => row.refused === what;
  const asked: { outcome?: unknown } = {};

  /** The app requests what the service will refuse. */
  const ask = () => {
    if (isRefused('prompt')) page.change({ prompt: REFUSED });
    if (!isRefused('image')) return;
    stream()
      .setImage(images.refused)
      .then(
        (outcome) => {
          asked.outcome = outcome;
        },
        ({ code }: DecartError) => {
          asked.outcome = code;
        },
      );
  };

  let endedAt = 0;
  if (moment === 'handshake') {
    refuseDials(row, driver);
    if (isRefused('prompt')) page.change({ prompt: REFUSED });
    if (isRefused('image')) page.change({ image: images.refused });
    stream().start();
    await expect.poll(() => driver.dials.length, PATIENCE).toBeGreaterThan(0);
    endedAt = driver.dials[0]?.at ?? 0;
  } else {
    stream().start();
    await stage.reached('generating', 1);
    await expect.poll(() => page.snapshot?.promptStatus, PATIENCE).toBe('applied');
    if (moment === 'live') {
      if (isRepeated(row)) refuseDials(row, driver);
      if (row.ending === 'message too big') driver.limitMessageSize(MAX_MESSAGE);
      else if (row.refused) driver.endAtNextChange(row.ending);
      else driver.end(row.ending);
      endedAt = performance.now();
      ask();
    } else {
      refuseDials(row, driver);
      driver.end({ kind: 'connection lost' });
      ask();
      await expect.poll(() => driver.dials.length, PATIENCE).toBeGreaterThan(1);
      endedAt = driver.dials[1]?.at ?? 0;
    }
  }

  const before = moment === 'reconnect' ? 2 : 1;
  await expectOutcome(row, stage, before);
  expectDials(row, moment, driver.dials, before, endedAt);
  if (row.queue) {
    const [min, max] = row.queue.retrySeconds;
    const { kind } = row.queue;
    const told = stage.queues.filter((queue) => queue.kind === kind);
    expect(told, 'the app is told of the wait').not.toEqual([]);
    for (const { retrySeconds } of told) {
      expect(retrySeconds).toBeGreaterThanOrEqual(min);
      expect(retrySeconds).toBeLessThanOrEqual(max);
    }
  }
  if (row.refused === 'image' && moment !== 'handshake') {
    const code = row.ending === 'message too big' ? 'INVALID_INPUT' : 'POLICY_VIOLATION';
    await expect.poll(() => asked.outcome, PATIENCE).toBe(code);
  }
  if (row.ending === 'message too big') expect(page.snapshot?.promptStatus).toBe('rejected');
  else if (row.refused) expect(page.snapshot?.promptStatus).not.toBeOneOf(['applied', 'pending']);
  if (row.outcome.status === 'queued') {
    await stream().stop();
    expect(page.snapshot?.status).toBe('idle');
  } else if (row.outcome.status !== 'generating') await expectNextStart(row, moment, stage);
}

function openStage(row: Row, driver: ContractDriver, image: Blob) {
  const picture = createTestPicture({ ...SMALL, frameRate: 15 });
  const fatal: string[] = [];
  const page = createStreamPage(driver, {
    model: 'lucy-2.5',
    prompt: APPLIED,
    image,
    input: picture.stream,
    ...(row.capacityTimeout !== undefined && { capacityTimeout: row.capacityTimeout }),
    onError: (error) => error.fatal && fatal.push(error.code),
  });
  onTestFinished(() => {
    page.dispose();
    picture.stop();
  });
  page.mount();
  const stream = (): UseRealtimeStreamResult => {
    if (!page.stream) throw new Error('not mounted');
    return page.stream;
  };
  const queues: Record<string, unknown>[] = [];
  stream().session.subscribe(() => {
    const { queue } = stream().session.getSnapshot();
    if (queue) queues.push({ ...queue });
  });
  const reached = (status: string, dials: number) =>
    expect
      .poll(() => ({ status: page.snapshot?.status, dials: driver.dials.length }), PATIENCE)
      .toEqual({ status, dials });
  return { page, driver, stream, queues, fatal, reached };
}

type Stage = ReturnType<typeof openStage>;

const isRepeated = ({ again, always }: Row) => always || again === 'never' || again === 'with a fresh token';

function refuseDials(row: Row, driver: ContractDriver) {
  if (row.ending === 'message too big') driver.limitMessageSize(MAX_MESSAGE);
  else if (isRepeated(row)) driver.refuse(row.ending);
  else driver.refuse(row.ending, 1);
}

async function expectOutcome({ outcome }: Row, { page, fatal, reached }: Stage, before: number) {
  if (outcome.status === 'generating') return reached('generating', before + 1);
  await expect.poll(() => page.snapshot?.status, PATIENCE).toBe(outcome.status);
  if (outcome.status === 'ended') {
    expect(page.snapshot?.ended?.reason).toBe(outcome.reason);
    expect(fatal).toEqual([]);
  }
  if (outcome.status !== 'error') return;
  const { code, retryable, says } = outcome;
  expect(page.snapshot?.error).toMatchObject({ code, retryable, fatal: true });
  expect(page.snapshot?.error?.message).toMatch(says);
  expect(page.snapshot?.error?.message).not.toMatch(/ek_/);
  expect(fatal).toEqual([code]);
}

/** The connection attempts since then: when, and with what. */
function expectDials(
  { again, refused, always }: Row,
  moment: Moment,
  dials: readonly Dial[],
  before: number,
  endedAt: number,
) {
  const further = dials.slice(before);
  const prompts = dials.flatMap((dial) => dial.prompts);
  if (refused === 'prompt') expect(prompts.filter((prompt) => prompt === REFUSED)).toHaveLength(1);
  else expect(prompts.filter((prompt) => prompt !== APPLIED)).toEqual([]);
  const [applied] = dials[0]?.images ?? [];
  const other = dials.flatMap((dial) => dial.images).filter((image) => image !== applied);
  if (moment === 'handshake') expect(other).toEqual([]);
  else expect(other).toHaveLength(refused === 'image' ? 1 : 0);

  if (again === 'never') return expect(further).toEqual([]);
  if (again === 'with a fresh token') {
    const used = dials.slice(0, before).map(({ apiKey }) => apiKey);
    expect(further.length).toBeLessThanOrEqual(1);
    for (const { apiKey } of further) expect(used).not.toContain(apiKey);
    return;
  }
  // On a busy machine the wait may end before the next connection attempt.
  if (always) expect(further.length).toBeLessThanOrEqual(2);
  else expect(further).toHaveLength(1);
  let previousAt = endedAt;
  for (const dial of further) {
    expect(dial).toMatchObject({
      prompts: [APPLIED],
      images: refused === 'image' && moment === 'handshake' ? [] : [applied],
    });
    if (again !== 'soon') {
      const [min, max] = again.afterSeconds;
      const seconds = (dial.at - previousAt) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(min);
      expect(seconds).toBeLessThanOrEqual(max + LATE_SECONDS);
    }
    previousAt = dial.at;
  }
}

/** The user presses Start again: one connection attempt, without the refused values, until the app requests others. */
async function expectNextStart({ refused }: Row, moment: Moment, { page, driver, stream, reached }: Stage) {
  const before = driver.dials.length;
  const [applied] = driver.dials[0]?.images ?? [];
  driver.admit();
  stream().start();
  await reached('generating', before + 1);
  const dial = driver.dials.at(-1);
  expect(dial?.prompts).not.toContain(REFUSED);
  if (!refused || moment !== 'handshake') {
    expect(dial).toMatchObject({ prompts: [APPLIED], images: [applied] });
  } else if (refused === 'image') expect(dial?.images).not.toContain(applied);
  if (!refused) return;
  page.change({ prompt: LATER });
  await expect.poll(() => dial?.prompts.at(-1), PATIENCE).toBe(LATER);
}
