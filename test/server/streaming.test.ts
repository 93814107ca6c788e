import { createHash } from 'node:crypto';
import { get, type IncomingMessage, request } from 'node:http';
import { createDecartClient, models } from '@decartai/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProxyHandler } from '../../src/server';
import { type Decart, KEY, startDecart } from './support/decart';
import { eventually } from './support/eventually';
import { frameworks } from './support/frameworks';
import type { Listening } from './support/listen';

const MIB = 1024 * 1024;
const SIZE = 192 * MIB;
const CHUNK = Buffer.alloc(64 * 1024, 7);

/** Writes `size` bytes, no faster than they are read, and counts the ones that were. */
function pour(target: NodeJS.WritableStream, size: number) {
  const progress = { written: 0 };
  const write = () => {
    while (progress.written < size) {
      progress.written += CHUNK.length;
      if (!target.write(CHUNK)) {
        target.once('drain', write);
        return;
      }
    }
    target.end();
  };
  write();
  return progress;
}

async function readAll(answer: IncomingMessage): Promise<number> {
  let size = 0;
  for await (const chunk of answer) size += chunk.length;
  return size;
}

const open = (url: string) => new Promise<IncomingMessage>((resolve) => get(url, { agent: false }, resolve));

/** The peak memory of buffers and objects during the work, above what they used before. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, used());
  }, 5);
  await work();
  clearInterval(timer);
  return (peak - before) / MIB;
}

// One with the adapter, which calls Decart with `node:http`, and one that uses `fetch`.
describe.each(['node:http', 'Hono'])('bodies on %s', (name) => {
  let decart: Decart;
  let app: Listening;
  const base = () => `${app.url}/api/decart/v1`;

  beforeAll(async () => {
    decart = await startDecart();
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    app = (await frameworks[name]?.(handler)) as Listening;
  });
  afterEach(() => {
    decart.received.length = 0;
  });
  afterAll(async () => {
    await app.close();
    await decart.close();
  });

  /** The next answer is a video of this size. */
  function answerWithVideo(size: number) {
    const progress = { written: 0 };
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
      Object.defineProperty(progress, 'written', { get: () => counter.written });
      const counter = pour(response, size);
    });
    return progress;
  }

  function upload(size: number): Promise<number> {
    decart.next(async (request, response) => {
      response.end(JSON.stringify({ size: await readAll(request) }));
    });
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'video/mp4', 'content-length': size };
      const call = request(
        `${base()}/jobs/lucy-2.5`,
        { method: 'POST', headers, agent: false },
        async (answer) => {
          answer.setEncoding('utf8');
          let text = '';
          for await (const chunk of answer) text += chunk;
          resolve(JSON.parse(text).size);
        },
      );
      call.on('error', reject);
      pour(call, size);
    });
  }

  it('large ones are sent down without buffering', async () => {
    answerWithVideo(SIZE);
    const growth = await growthDuring(async () => {
      expect(await readAll(await open(`${base()}/jobs/a/content`))).toBe(SIZE);
    });
    expect(growth).toBeLessThan(96);
  });

  it('large ones are sent up without buffering, and Decart gets their length', async () => {
    const growth = await growthDuring(async () => {
      expect(await upload(SIZE)).toBe(SIZE);
    });
    expect(growth).toBeLessThan(96);
    expect(decart.last().headers['content-length']).toBe(String(SIZE));
    expect(decart.last().headers['transfer-encoding']).toBeUndefined();
  });

  it('a client that does not read stalls Decart only for itself', async () => {
    const slow = answerWithVideo(SIZE);
    const stalled = await open(`${base()}/jobs/slow/content`);
    stalled.pause();
    await eventually(() => expect(slow.written).toBeGreaterThan(0));
    for (let round = 0; round < 3; round += 1) {
      answerWithVideo(8 * MIB);
      expect(await readAll(await open(`${base()}/jobs/fast/content`))).toBe(8 * MIB);
    }
    // Only what the sockets in between hold.
    expect(slow.written).toBeLessThan(48 * MIB);
    expect(await readAll(stalled)).toBe(SIZE);
  });

  it('a client that disconnects in the middle of a video stops Decart', async () => {
    const video = answerWithVideo(SIZE);
    const answer = await open(`${base()}/jobs/a/content`);
    answer.once('data', () => answer.destroy());
    await eventually(() => expect(decart.last().aborted).toBe(true));
    expect(video.written).toBeLessThan(SIZE);
  });

  it('a client that disconnects in the middle of its upload stops it at Decart', async () => {
    decart.next((request) => request.resume());
    const call = request(`${base()}/jobs/lucy-2.5`, { method: 'POST', agent: false });
    call.on('error', () => {});
    call.write(CHUNK);
    await eventually(() => expect(decart.received).toHaveLength(1));
    call.destroy();
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });

  it('200 at once: everybody gets their own result', async () => {
    const client = createDecartClient({ proxy: `${app.url}/api/decart`, telemetry: false });
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const image = Buffer.alloc(10_000, index);
        const edited = await client.process({
          model: models.image('lucy-image-2'),
          prompt: String(index),
          data: new Blob([image]),
        });
        const expected = decart.mediaFor(createHash('sha256').update(image).digest('hex'));
        expect(Buffer.compare(Buffer.from(await edited.arrayBuffer()), expected)).toBe(0);
      }),
    );
    expect(decart.received).toHaveLength(200);
  });
});
