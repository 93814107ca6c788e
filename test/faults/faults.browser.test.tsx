import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { commands } from 'vitest/browser';
import { createSandbox } from '../../src/sandbox';
import { averageColor, distance, waitForColor, waitForFrame } from '../support/pixels';
import { ALL_CLOSED, renderStream, type Through } from '../support/renderStream';
import { ENDINGS, FAULTS, type Fault, SILENCE, videoTracks } from './faults';
import { formatTable, type Row } from './table';

const WANTED = 'neon city';
const BLACK = { r: 0, g: 0, b: 0 };
const rows: Row[] = [];

async function referenceImage() {
  const canvas = new OffscreenCanvas(16, 16);
  canvas.getContext('2d')?.fillRect(0, 0, 16, 16);
  return canvas.convertToBlob();
}

/** Whether any observed frame was black. */
function watchForBlack(video: HTMLVideoElement) {
  let black = false;
  let watching = true;
  const look = () => {
    if (distance(averageColor(video), BLACK) < 10) black = true;
    if (watching) requestAnimationFrame(look);
  };
  look();
  return () => {
    watching = false;
    return black;
  };
}

/** Resolves when a session requested earlier would be open. */
async function anotherConnects() {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  const view = renderStream({ model: 'lucy-2.5', input: null, autoStart: true }, { sandbox });
  await view.reached('connected');
  view.unmount();
}

async function suffer(fault: Fault, through: Through): Promise<Row> {
  const sandbox = createSandbox();
  onTestFinished(sandbox.dispose);
  fault.prepare?.(sandbox);
  // A small picture is enough.
  const options = {
    model: 'lucy-2.5',
    prompt: 'film noir',
    autoStart: true,
    input: { width: 320, height: 180 },
  } as const;
  const begin = performance.now();
  const view = renderStream({ ...options, image: await referenceImage() }, { through, sandbox });
  const session = () => sandbox.sessions.at(-1);
  const row = { fault: fault.name, through };

  /** Nothing is open, and nothing reopens by itself. */
  const ended = async (): Promise<Row> => {
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    await anotherConnects();
    const sessions = fault.isRefused ? 0 : 1;
    expect(sandbox.sessions).toHaveLength(sessions);
    expect(view.mostSessions).toBe(sessions);
    expect(view.errors).toEqual(fault.code ? [fault.code] : []);
    const outcome = [fault.ends, fault.code].filter(Boolean).join(' ');
    return { ...row, outcome, sessions: 0, tokens: sandbox.tokenRequests };
  };

  if (fault.ends === 'idle') {
    await view.reached('queued');
    await fault.act?.(view);
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(session()?.publishedTracks).toEqual([]);
    return { ...row, outcome: 'ended cleanly', sessions: 0, tokens: sandbox.tokenRequests };
  }

  if (fault.isRefused && fault.ends) {
    await view.reached(fault.ends);
    return ended();
  }

  await view.reached('generating');
  const wanted = fault.prompt === undefined ? WANTED : fault.prompt;
  if (wanted) {
    view.render({ prompt: wanted });
    await expect.poll(() => session()?.prompt).toBe(wanted);
    await waitForFrame(view.output);
  }
  await expect.poll(() => distance(averageColor(view.output), BLACK)).toBeGreaterThan(20);
  await waitForColor(view.output, () => true);
  const before = averageColor(view.output);
  const seenStatuses = view.statuses.length;
  const wasBlack = watchForBlack(view.output);
  const beganAt = performance.now();
  await fault.act?.(view);
  const since = fault.act ? performance.now() : begin;

  if (fault.ends) {
    await view.reached(fault.ends);
    wasBlack();
    expect(view.statuses.slice(seenStatuses)).toEqual([fault.ends]);
    return ended();
  }

  if (fault.reconnects !== false) {
    await expect.poll(() => view.statuses.slice(seenStatuses), { interval: 10 }).toContain('reconnecting');
  }
  await view.reached('generating');
  await waitForColor(view.output, (color) => distance(color, before) < 60);
  const time = fault.act ? performance.now() - since : beganAt - begin;
  if (fault.reconnects !== false) expect(wasBlack()).toBe(false);
  else {
    wasBlack();
    const waits = fault.waits ? ['queued', 'connecting'] : [];
    expect(view.statuses).toEqual(['connecting', ...waits, 'connected', 'generating']);
  }

  // A frozen last frame doesn't count as a picture.
  for (let i = 0; i < 2; i++) await waitForFrame(view.output);
  // Between two cameras black is sent.
  await waitForColor(view.output, (color) => distance(color, before) < 60);
  const frames = session()?.framesReceived ?? 0;
  await expect.poll(() => session()?.framesReceived).toBeGreaterThan(frames);
  expect(videoTracks(view.input).map(({ readyState }) => readyState)).toEqual(['live']);
  expect(session()?.prompt).toBe(wanted);
  expect(sandbox.tokenRequests).toBe(fault.tokens ?? 1);
  expect(view.errors).toEqual(fault.tells ?? []);
  expect(view.open().sessions).toBe(1);
  expect(view.mostSessions).toBe(1);
  await expect.poll(() => session()?.image).toBeTruthy();
  view.unmount();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  return {
    ...row,
    outcome: 'picture back',
    sessions: 1,
    tokens: sandbox.tokenRequests,
    prompt: true,
    image: true,
    camera: true,
    time,
  };
}

const whole = Boolean(import.meta.env.VITE_FAULTS_TABLE);
// One of each kind, through the hook, is fast: the component adds only its display.
const IS_LONG = /101[123]|silent/;

describe.each(['hook', 'RealtimeVideo'] as const)('through %s', (through) => {
  // The contract's table covers the others.
  const faults = [...FAULTS, ...(whole ? ENDINGS : []), SILENCE];

  for (const fault of faults) {
    const tags = through === 'hook' && !IS_LONG.test(fault.name) ? [] : ['long'];
    test(`${fault.name}: ${fault.sees}`, { tags }, async () => {
      rows.push(await suffer(fault, through));
    });
  }
});

afterAll(async () => {
  if (whole) await commands.writeFile('test/faults/FAULTS.md', formatTable(rows));
});
