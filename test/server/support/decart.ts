import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import busboy from 'busboy';
import { listen } from './listen';

/** The key of the test upstream's account. */
export const KEY = 'dct_the-account-key-5f0c';

export interface ReceivedPart {
  name: string;
  /** A field's text, or nothing for a file. */
  value?: string;
  filename?: string | undefined;
  mimeType?: string;
  size: number;
  sha256: string;
}

/** One request as Decart saw it. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  parts: ReceivedPart[];
  json: unknown;
  /** Bytes of the body so far. */
  bytes: number;
  aborted: boolean;
}

type Behavior = (request: IncomingMessage, response: ServerResponse, received: Received) => void;

/**
 * Decart's HTTP API over a real socket, as published: multipart in, media or JSON out, `x-api-key` checked, jobs that
 * complete at the second poll. `next` takes over the following request.
 */
export async function startDecart() {
  const received: Received[] = [];
  const jobs = new Map<string, { looks: number; video: Buffer }>();
  const files = new Map<string, object>();
  let takeOver: Behavior | undefined;

  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const record: Received = { method, url, headers, parts: [], json: undefined, bytes: 0, aborted: false };
    received.push(record);
    response.on('close', () => {
      record.aborted = !response.writableFinished;
    });
    request.on('error', () => {});
    const behave = takeOver;
    takeOver = undefined;
    if (behave) return behave(request, response, record);
    answer(request, response, record).catch((error) => json(response, 500, { detail: String(error) }));
  });

  async function answer(request: IncomingMessage, response: ServerResponse, record: Received) {
    if (record.headers['x-api-key'] !== KEY) return json(response, 401, { detail: 'Invalid API key' });
    const { pathname } = new URL(record.url, 'http://localhost');
    const [, first, second, name, last] = pathname.split('/');
    await readBody(request, record);
    const call = `${record.method} ${first}/${second}`;

    if (call === 'POST v1/client') {
      const expiresIn = Number((record.json as { expiresIn?: number }).expiresIn ?? 60);
      const expiresAt = new Date(Date.now() + expiresIn * 1000).toISOString();
      return json(response, 200, { apiKey: `ek_${randomUUID()}`, expiresAt, token: 'eyJh.eyJp.c2ln' });
    }
    if (call === 'POST v1/generate') {
      const data = record.parts.find((part) => part.name === 'data');
      if (!data)
        return json(response, 422, { detail: [{ loc: ['body', 'data'], msg: 'missing', type: 'missing' }] });
      const image = mediaFor(data.sha256);
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': image.length });
      return response.end(image);
    }
    if (call === 'POST v1/jobs') {
      const id = `job_${randomUUID()}`;
      jobs.set(id, {
        looks: 0,
        video: mediaFor(record.parts.find((part) => part.name === 'data')?.sha256 ?? ''),
      });
      return json(response, 200, { job_id: id, status: 'pending' });
    }
    if (call === 'GET v1/jobs') {
      const job = jobs.get(name ?? '');
      if (!job) return json(response, 404, { detail: 'Job not found' });
      if (last === 'content') return sendRange(request, response, job.video);
      job.looks += 1;
      return json(response, 200, { job_id: name, status: job.looks > 1 ? 'completed' : 'processing' });
    }
    if (call === 'POST v1/files') {
      const file = record.parts.find((part) => part.name === 'file');
      const id = `file_${randomUUID()}`;
      const reference = {
        id,
        filename: file?.filename ?? null,
        mime_type: file?.mimeType,
        size_bytes: file?.size,
        created_at: new Date().toISOString(),
        expires_at: null,
      };
      files.set(id, reference);
      return json(response, 200, reference);
    }
    if (call === 'GET v1/files') {
      return files.has(name ?? '')
        ? json(response, 200, files.get(name ?? ''))
        : json(response, 404, { detail: 'File not found' });
    }
    if (call === 'DELETE v1/files') {
      files.delete(name ?? '');
      response.writeHead(204);
      return response.end();
    }
    if (call === 'GET v1/realtime') return json(response, 200, { limit: 5, active: 2, remaining: 3 });
    if (record.method === 'POST' && first === 'watch-stream') {
      return json(response, 200, { livekit_url: 'wss://media', token: 'room', room_name: second });
    }
    json(response, 404, { detail: 'Not Found' });
  }

  // On a busy machine, a client can take a connection at the moment when it is closed.
  server.keepAliveTimeout = 120_000;
  const { url, close } = await listen(server);
  return {
    url,
    close,
    received,
    /** The newest request. */
    last(): Received {
      const newest = received.at(-1);
      if (!newest) throw new Error('Nothing has reached Decart.');
      return newest;
    },
    /** Answers the next request in another way. */
    next(behavior: Behavior): void {
      takeOver = behavior;
    },
    /** The media that Decart makes of an upload with this hash. */
    mediaFor,
    files,
  };
}

export type Decart = Awaited<ReturnType<typeof startDecart>>;

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Bytes of every value, in an order that a text conversion on the way would destroy. */
export function mediaFor(seed: string): Buffer {
  return Buffer.alloc(64_000, Buffer.concat([createHash('sha512').update(seed).digest(), EVERY_BYTE]));
}

export function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function readBody(request: IncomingMessage, record: Received): Promise<void> {
  request.on('data', (chunk: Buffer) => {
    record.bytes += chunk.length;
  });
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('multipart/') ? readParts(request, record) : readText(request, record);
}

async function readText(request: IncomingMessage, record: Received): Promise<void> {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (text && request.headers['content-type'] === 'application/json') record.json = JSON.parse(text);
}

function readParts(request: IncomingMessage, record: Received): Promise<void> {
  const parser = busboy({ headers: request.headers });
  parser.on('field', (name, value) => {
    const sha256 = createHash('sha256').update(value).digest('hex');
    record.parts.push({ name, value, size: value.length, sha256 });
  });
  parser.on('file', (name, stream, { filename, mimeType }) => {
    const hash = createHash('sha256');
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      size += chunk.length;
    });
    stream.on('end', () => {
      record.parts.push({ name, filename, mimeType, size, sha256: hash.digest('hex') });
    });
  });
  return new Promise((resolve, reject) => {
    parser.on('close', resolve);
    parser.on('error', reject);
    request.on('close', () => reject(new Error('The body broke off.')));
    request.pipe(parser);
  });
}

function sendRange(request: IncomingMessage, response: ServerResponse, video: Buffer): void {
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', etag: '"v1"' };
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined || to === undefined) {
    response.writeHead(200, { ...headers, 'content-length': video.length });
    response.end(video);
    return;
  }
  const part = video.subarray(Number(from), Number(to) + 1);
  response.writeHead(206, {
    ...headers,
    'content-length': part.length,
    'content-range': `bytes ${from}-${to}/${video.length}`,
  });
  response.end(part);
}
