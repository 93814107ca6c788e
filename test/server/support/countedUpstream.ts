import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { beforeEach, expect, onTestFinished } from 'vitest';
import { createProxyHandler, type ServerEvent } from '../../../src/server';
import { KEY } from './decart';
import { eventually } from './eventually';
import { type Listening, listen } from './listen';

export const CALLS = 10;
export const CHUNK = Buffer.alloc(64 * 1024, 7);

type Behavior = (request: IncomingMessage, response: ServerResponse) => void;

/** A simulated Decart that counts its open connections. */
export async function startUpstream(behave: Behavior) {
  let requests = 0;
  const open = new Set<IncomingMessage['socket']>();
  const server = createServer((request, response) => {
    requests += 1;
    open.add(request.socket);
    request.on('error', () => {});
    // Not when the socket closes: Node's `fetch` opens another in its place, and keeps that for four seconds.
    response.on('close', () => open.delete(request.socket));
    behave(request, response);
  });
  const { url, close } = await listen(server);
  onTestFinished(close);
  return { url, open: () => open.size, requests: () => requests };
}

const events: ServerEvent[] = [];
beforeEach(() => {
  events.length = 0;
});

export function createProxy(baseUrl: string, options: object = {}) {
  return createProxyHandler({
    authorize: 'public',
    apiKey: KEY,
    baseUrl,
    onEvent: (event) => void events.push(event),
    logger: { error() {} },
    ...options,
  });
}

/** No connection of any call is left, and each call was reported. */
export async function nothingIsLeft(upstream: { open(): number }, expected: Partial<ServerEvent>) {
  await eventually(() => {
    expect(upstream.open()).toBe(0);
    expect(events).toHaveLength(CALLS);
  });
  expect(events).toEqual(Array.from({ length: CALLS }, () => expect.objectContaining(expected)));
}

/** Begins a video that never ends. */
export const endless: Behavior = (_, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 2 ** 40 });
  const pour = () => {
    while (response.write(CHUNK));
  };
  response.on('drain', pour);
  pour();
};
export const silent: Behavior = () => {};

export const content = (app: Listening) => `${app.url}/api/decart/v1/jobs/a/content`;

export function times<Result>(work: () => Result): Result[] {
  return Array.from({ length: CALLS }, work);
}

export const open = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject);
  });
