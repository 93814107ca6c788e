import { createServer, get, request } from 'node:http';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  CALLS,
  CHUNK,
  content,
  createProxy,
  endless,
  nothingIsLeft,
  open,
  silent,
  startUpstream,
  times,
} from './support/countedUpstream';
import { KEY } from './support/decart';
import { eventually } from './support/eventually';
import { frameworks } from './support/frameworks';
import { listen } from './support/listen';

afterEach(() => {
  vi.restoreAllMocks();
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
