import { createHash, randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Decart, KEY, startDecart } from '../server/support/decart';
import { eventually } from '../server/support/eventually';
import { APPS, COMPILED, compile, startApp } from './apps';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(Object.keys(APPS))('the page about %s, built and run', (name) => {
  let decart: Decart;
  let app: Awaited<ReturnType<typeof startApp>>;

  beforeAll(async () => {
    decart = await startDecart();
    app = await startApp(name, { DECART_API_KEY: KEY, DECART_BASE_URL: decart.url });
  });
  afterAll(async () => {
    app?.stop();
    await decart.close();
  });
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${app.url}/api/decart/${path}`, {
      ...init,
      headers: { 'x-user': 'ada', origin: app.url, ...init.headers },
    });

  it('mints tokens for its users, and for nobody else', async () => {
    const token = await call('token', { method: 'POST' });
    expect(token.status, app.output()).toBe(200);
    await expect(token.json()).resolves.toMatchObject({ expiresIn: 60 });
    expect(decart.last().json).toMatchObject({ expiresIn: 60, allowedModels: ['lucy-2.5'] });
    // As a page of another origin asks for one.
    expect((await call('token', { method: 'OPTIONS' })).status, app.output()).toBe(204);
    const fromElsewhere = await call('token?decart-purpose=request', { method: 'POST' });
    expect(fromElsewhere.status, app.output()).toBe(200);
    decart.received.length = 0;
    expect((await fetch(`${app.url}/api/decart/token`, { method: 'POST' })).status).toBeGreaterThanOrEqual(
      401,
    );
    const foreign = await call('token', { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect(decart.received).toEqual([]);
  });

  it('carries an image of some megabytes up and the edited one down, byte for byte', async () => {
    const image = randomBytes(6_000_000);
    const body = new FormData();
    body.append('data', new Blob([image], { type: 'image/png' }));
    body.append('prompt', 'x');
    const response = await call('v1/generate/lucy-image-2', { method: 'POST', body });
    expect(response.status, app.output()).toBe(200);
    const edited = new Uint8Array(await response.arrayBuffer());
    expect(decart.last().parts.find((part) => part.name === 'data')?.sha256).toBe(sha256(image));
    expect(sha256(edited)).toBe(sha256(decart.mediaFor(sha256(image))));
    // Without a body: a server may close the connection if it doesn't read the body.
    expect((await call('v1/generate/lucy-clip', { method: 'POST' })).status).toBe(403);
  });

  it('closes the connection to Decart when its client disconnects', async () => {
    decart.next((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 2 ** 30 });
      const pour = () => {
        while (response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', pour);
      pour();
    });
    const { sign } = await import('../../src/server/proxy/jobIds').then(({ createJobIds }) =>
      createJobIds([KEY]),
    );
    const path = `/api/decart/v1/jobs/${await sign('job_1', 'ada')}/content`;
    await new Promise<void>((resolve, reject) => {
      const headers = { 'x-user': 'ada' };
      get(`${app.url}${path}`, { agent: false, headers }, (answer) => {
        expect(answer.statusCode).toBe(200);
        answer.on('error', () => {});
        answer.once('data', () => {
          answer.destroy();
          resolve();
        });
      }).on('error', reject);
    });
    await eventually(() => expect(decart.last().aborted).toBe(true));
  });

  it('never shows the key', () => {
    expect(app.output()).not.toContain(KEY);
  });
});

it.each(Object.keys(COMPILED))('the page about %s compiles', async (name) => {
  await compile(name);
});
