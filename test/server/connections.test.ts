import { createServer, get, type IncomingMessage, request, type ServerResponse } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProxyHandler, type ServerEvent, toNodeHandler } from '../../src/server';
import { KEY } from './support/decart';
import { eventually } from './support/eventually';
import { frameworks } from './support/frameworks';
import { type Listening, listen } from './support/listen';

// A busy machine needs more time.
vi.setConfig({ testTimeout: 60_000 });

const CALLS = 10;
const CHUNK = Buffer.alloc(64 * 1024, 7);

type Behavior = (request: IncomingMessage, response: ServerResponse) => void;

/** A simulated Decart that counts its open connections. */
async function startUpstream(behave: Behavior) {
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
const logged: string[] = [];
beforeEach(() => {
  events.length = 0;
  logged.length = 0;
});

function createProxy(baseUrl: string, options: object = {}) {
  return createProxyHandler({
    authorize: 'public',
    apiKey: KEY,
    baseUrl,
    onEvent: (event) => void events.push(event),
    logger: { error: (message) => void logged.push(message) },
    ...options,
  });
}

async function nothingIsLeft(upstream: { open(): number }, expected: Partial<ServerEvent>) {
  await eventually(() => {
    expect(upstream.open()).toBe(0);
    expect(events).toHaveLength(CALLS);
  });
  expect(events).toEqual(Array.from({ length: CALLS }, () => expect.objectContaining(expected)));
}

/** Begins a video that never ends. */
const endless: Behavior = (_, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 2 ** 40 });
  const pour = () => {
    while (response.write(CHUNK));
  };
  response.on('drain', pour);
  pour();
};
const silent: Behavior = () => {};

const content = (app: Listening) => `${app.url}/api/decart/v1/jobs/a/content`;

function times<Result>(work: () => Result): Result[] {
  return Array.from({ length: CALLS }, work);
}

const open = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject);
  });

describe('no connection to Decart is left, and every request is reported, when other code has answered first', () => {
  /** Like connect-timeout: it answers when the time is up, and lets the rest continue. */
  async function startWithTimeout(baseUrl: string, isTime = (_: express.Response) => true) {
    const app = express();
    app.use((_request, response, next) => {
      const timer = setInterval(() => {
        if (!isTime(response)) return;
        clearInterval(timer);
        if (response.headersSent) response.end();
        else response.status(503).send('Timed out.');
      }, 200);
      next();
    });
    app.use('/api/decart', toNodeHandler(createProxy(baseUrl)));
    const server = await listen(createServer(app));
    onTestFinished(server.close);
    return server;
  }
  it('before Decart has answered', async () => {
    const upstream = await startUpstream(silent);
    const app = await startWithTimeout(upstream.url);
    const answers = await Promise.all(times(() => fetch(content(app))));
    expect(answers.map(({ status }) => status)).toEqual(times(() => 503));
    await nothingIsLeft(upstream, { outcome: 'aborted', status: 499, code: 'ABORTED' });
  });

  it('and Decart answers after all', async () => {
    const upstream = await startUpstream((request, response) => {
      setTimeout(() => endless(request, response), 600);
    });
    const app = await startWithTimeout(upstream.url);
    await Promise.all(times(() => fetch(content(app))));
    await nothingIsLeft(upstream, { outcome: 'aborted' });
  });

  it('in the middle of a video', async () => {
    const upstream = await startUpstream(endless);
    const app = await startWithTimeout(upstream.url, (response) => response.headersSent);
    await Promise.all(
      times(async () => {
        const answer = await open(content(app));
        answer.on('error', () => {});
        await new Promise((resolve) => answer.resume().on('close', resolve));
      }),
    );
    await nothingIsLeft(upstream, { outcome: 'aborted', status: 200 });
  });

  it('before the handler is asked at all', async () => {
    const upstream = await startUpstream(endless);
    const app = express();
    app.use((_request, response, next) => {
      response.send('first');
      next();
    });
    app.use('/api/decart', toNodeHandler(createProxy(upstream.url)));
    const server = await listen(createServer(app));
    onTestFinished(server.close);
    const answers = await Promise.all(times(async () => (await fetch(content(server))).text()));
    expect(answers).toEqual(times(() => 'first'));
    await nothingIsLeft(upstream, { outcome: 'aborted' });
  });

  it("and the request can't be understood: the process survives", async () => {
    const broken = toNodeHandler(createProxy('http://127.0.0.1:1'));
    const server = await listen(
      createServer((request, response) => {
        response.end('first');
        void broken(Object.assign(request, { url: '/a/../b', originalUrl: undefined }), response);
      }),
    );
    onTestFinished(server.close);
    for (let round = 0; round < 3; round += 1) {
      expect(await (await fetch(server.url)).text()).toBe('first');
    }
  });
});

// One with the adapter, which calls Decart with `node:http`, and one that uses `fetch`.
describe.each(['node:http', 'Hono'])(
  'no connection to Decart is left, and every request is reported, on %s',
  (name) => {
    async function start(baseUrl: string, options: object = {}) {
      const app = await frameworks[name]?.(createProxy(baseUrl, options));
      if (!app) throw new Error(`There is no ${name}.`);
      onTestFinished(app.close);
      return app;
    }

    it('when the client disconnects before Decart has answered', async () => {
      const upstream = await startUpstream(silent);
      const app = await start(upstream.url);
      const calls = times(() => {
        const call = get(content(app), { agent: false });
        call.on('error', () => {});
        return call;
      });
      await eventually(() => expect(upstream.requests()).toBe(CALLS));
      for (const call of calls) call.destroy();
      await nothingIsLeft(upstream, { outcome: 'aborted', status: 499, code: 'ABORTED' });
    });

    it('when the client disconnects in the middle of a video', async () => {
      const upstream = await startUpstream(endless);
      const app = await start(upstream.url);
      const answers = await Promise.all(times(() => open(content(app))));
      for (const answer of answers) answer.once('data', () => answer.destroy());
      await nothingIsLeft(upstream, { outcome: 'aborted', status: 200, code: 'ABORTED' });
    });

    it('when the client disconnects in the middle of its upload', async () => {
      const upstream = await startUpstream((request) => request.resume());
      const app = await start(upstream.url);
      const calls = times(() => {
        const call = request(`${app.url}/api/decart/v1/jobs/lucy-2.5`, { method: 'POST', agent: false });
        call.on('error', () => {});
        call.write(CHUNK);
        return call;
      });
      await eventually(() => expect(upstream.requests()).toBe(CALLS));
      for (const call of calls) call.destroy();
      await nothingIsLeft(upstream, { outcome: 'aborted', status: 499 });
    });

    it('when the client stops reading', async () => {
      const upstream = await startUpstream(endless);
      const app = await start(upstream.url, { timeouts: { stalled: 500 } });
      const answers = await Promise.all(times(() => open(content(app))));
      for (const answer of answers) answer.on('error', () => {}).pause();
      await nothingIsLeft(upstream, { outcome: 'aborted', status: 200, code: 'CLIENT_STALLED' });
      for (const answer of answers) answer.destroy();
    });

    it('when Decart stops sending', async () => {
      const upstream = await startUpstream((_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1000 });
        response.write('the first part');
      });
      const app = await start(upstream.url, { timeouts: { idle: 300 } });
      await Promise.all(
        times(async () => {
          const answer = await open(content(app));
          await new Promise((resolve) =>
            answer
              .on('error', () => {})
              .resume()
              .on('close', resolve),
          );
          expect(answer.complete).toBe(false);
        }),
      );
      await nothingIsLeft(upstream, { outcome: 'failed', status: 200, code: 'TIMEOUT' });
    });

    it('when Decart never begins its answer', async () => {
      const upstream = await startUpstream(silent);
      const app = await start(upstream.url, { timeouts: { headers: 300 } });
      const answers = await Promise.all(times(() => fetch(content(app))));
      expect(answers.map(({ status }) => status)).toEqual(times(() => 504));
      await nothingIsLeft(upstream, { outcome: 'failed', status: 504, code: 'TIMEOUT' });
    });

    it("when the handler can't pass the response on", async () => {
      const upstream = await startUpstream((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'rot13' });
        response.write('{');
      });
      const app = await start(upstream.url);
      const answers = await Promise.all(times(() => fetch(content(app))));
      expect(answers.map(({ status }) => status)).toEqual(times(() => 502));
      await nothingIsLeft(upstream, { outcome: 'failed', status: 502, code: 'BAD_ANSWER' });
    });

    it('when the code around the handler throws', async () => {
      const upstream = await startUpstream(endless);
      const proxy = createProxy(upstream.url, { timeouts: { stalled: 500 } });
      const app = await frameworks[name]?.(async (request: Request) => {
        await proxy(request);
        throw new Error('A hook of the framework fails.');
      });
      if (!app) throw new Error(`There is no ${name}.`);
      onTestFinished(app.close);
      vi.spyOn(console, 'error').mockImplementation(() => {});
      const answers = await Promise.all(times(() => fetch(content(app))));
      expect(answers.map(({ status }) => status)).toEqual(times(() => 500));
      await nothingIsLeft(upstream, { outcome: 'aborted' });
    });
  },
);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a connection that Decart has kept and closes at that moment', () => {
  it.each(['node:http', 'Hono'])('is no failure for a request that can be repeated, on %s', async (name) => {
    let lost = 0;
    const server = createServer((request, response) => {
      request.resume();
      // As if the idle timeout had just ended.
      if (lost === 0 && request.headers['x-api-key'] === KEY && request.url?.endsWith('/second')) {
        lost += 1;
        request.socket.destroy();
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.end('{"status":"pending"}');
    });
    const upstream = await listen(server);
    onTestFinished(upstream.close);
    const app = await frameworks[name]?.(createProxy(upstream.url));
    if (!app) throw new Error(`There is no ${name}.`);
    onTestFinished(app.close);
    expect((await fetch(`${app.url}/api/decart/v1/jobs/first`)).status).toBe(200);
    expect((await fetch(`${app.url}/api/decart/v1/jobs/second`)).status).toBe(200);
    expect(lost).toBe(1);
    // What was sent may already have taken effect.
    lost = 0;
    const posted = await fetch(`${app.url}/api/decart/v1/jobs/second`, { method: 'POST' });
    expect(posted.status).toBe(502);
    expect(lost).toBe(1);
  });
});
