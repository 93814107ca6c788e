import { createServer } from 'node:http';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toNodeHandler } from '../../src/server';
import {
  content,
  createProxy,
  endless,
  nothingIsLeft,
  open,
  silent,
  startUpstream,
  times,
} from './support/countedUpstream';
import { listen } from './support/listen';

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
