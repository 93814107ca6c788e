// One of several server processes that share a line: node gateProcess.mjs, with its options in GATE. Says its port.
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { createTokenHandler, toNodeHandler } from '../../../src/server';
import { createRedisStore } from '../../../src/server/redis';

const { redisPort, decartUrl, apiKey, sessions } = JSON.parse(process.env.GATE ?? '{}');
const client = new Redis(redisPort, '127.0.0.1', {
  // What Redis can't answer now is answered with 503 at once.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => 50,
});
client.on('error', () => {});
const store = createRedisStore(client);
const handler = createTokenHandler({
  apiKey,
  baseUrl: decartUrl,
  authorize: (request) => request.headers.get('x-user'),
  rateLimit: { limit: 1_000_000, store },
  sessions: { ...sessions, store },
  logger: { error() {} },
});
const token = toNodeHandler(handler);
const server = createServer(async (request, response) => {
  if (request.url !== '/stats') return token(request, response);
  try {
    response.end(JSON.stringify(await handler.stats()));
  } catch {
    response.writeHead(503).end();
  }
});
server.keepAliveTimeout = 60_000;
client.once('ready', () =>
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.send?.(address?.port);
  }),
);
