import { createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createProxyHandler } from '../../../src/server';
import { KEY } from '../support/decart';
import { listen, serve } from '../support/listen';
import { sendRaw } from '../support/raw';

/** A proxy in front of something that answers every request with these bytes. */
async function proxyOf(bytes: string) {
  const upstream = await listen(
    createServer((socket: Socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(bytes));
    }),
  );
  onTestFinished(upstream.close);
  const logger = { error() {} };
  const options = { authorize: 'public', apiKey: KEY, baseUrl: upstream.url, logger } as const;
  const proxy = await serve(createProxyHandler(options));
  onTestFinished(proxy.close);
  return proxy;
}

const ASK = 'GET /api/decart/v1/jobs/a HTTP/1.1';

// An error that is thrown in one of Node's event handlers ends the process: Vitest fails for it, whatever the response
// is.
it.each([
  ['a status that there is not', 'HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}'],
  ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ['no HTTP', '220 smtp.example ready\r\n'],
  ['a head without end', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['gzip that is none', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc'],
])('the server answers 502, and survives, when Decart sends %s', async (_, bytes) => {
  const { port } = await proxyOf(bytes);
  for (let round = 0; round < 2; round += 1) {
    expect(await sendRaw(port, ASK)).toMatchObject({ status: 502 });
  }
});

it.each([204, 205])("%i declares no length for a body that it doesn't have", async (status) => {
  const { port } = await proxyOf(`HTTP/1.1 ${status} Empty\r\nContent-Length: 5\r\n\r\nhello`);
  const answer = await sendRaw(port, ASK);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(/content-length: [1-9]|hello/i);
});
