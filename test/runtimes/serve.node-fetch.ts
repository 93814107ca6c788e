// A server whose requests are standard ones, and which calls Decart with Node's own `fetch`.
import { serve } from '@hono/node-server';
import { createApp, type Env } from './app';

const app = createApp(() => process.env as unknown as Env);
serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT),
  fetch: (request, { incoming }) => app({ request, clientAddress: incoming.socket.remoteAddress }),
});
