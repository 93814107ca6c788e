import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { toNodeHandler } from '../../../src/server';
import { type Listening, listen } from './listen';

/** How the README and the examples mount a handler at `/api/decart`. */
export const frameworks: Record<
  string,
  (handler: (request: Request) => Promise<Response>) => Promise<Listening>
> = {
  'node:http': (handler) => listen(createServer(toNodeHandler(handler))),

  Express: (handler) => {
    const app = express();
    app.use('/api/decart', toNodeHandler(handler));
    app.use(express.json());
    return listen(createServer(app));
  },

  Fastify: async (handler) => {
    const app = fastify();
    const decart = toNodeHandler(handler);
    app.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith('/api/decart/')) return;
      reply.hijack();
      await decart(request.raw, reply.raw);
    });
    await app.ready();
    return listen(app.server);
  },

  Hono: (handler) => {
    const app = new Hono();
    app.all('/api/decart/*', (context) => handler(context.req.raw));
    return listen(createAdaptorServer({ fetch: app.fetch }) as ReturnType<typeof createServer>);
  },
};
