import { randomUUID } from 'node:crypto';
import cookieParser from 'cookie-parser';
import { createProxyHandler, createTokenHandler, getNodeRequest, toNodeHandler } from 'decart-react/server';
import { createRedisStore } from 'decart-react/server/redis';
import express from 'express';
import { Redis } from 'ioredis';
import { startSimulatedDecart } from './simulatedDecart.js';
import { statsPage } from './statsPage.js';

const { DECART_API_KEY, COOKIE_SECRET, REDIS_URL, CAPACITY = '2', PORT = 3000 } = process.env;

// What all processes share. If Redis is unreachable, requests are answered at once (503), not later.
const redis = new Redis(REDIS_URL, {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempt) => Math.min(attempt * 50, 1000),
});
redis.on('error', ({ message }) => console.error(`Redis: ${message}`));
const store = createRedisStore(redis, { prefix: 'decart-example' });

const app = express();
app.use(cookieParser(COOKIE_SECRET));

// Stands in for your login: every visitor gets a user id in a cookie. The cookie is signed, so every process accepts it.
app.get('/', (request, response, next) => {
  if (!request.signedCookies.user) {
    response.cookie('user', randomUUID(), { signed: true, httpOnly: true, sameSite: 'lax' });
  }
  next();
});

const options = {
  authorize: (request) => getNodeRequest(request)?.signedCookies.user || null,
  // Decart's own address, unless you set another. Without a key, tokens of a simulated Decart.
  ...(DECART_API_KEY
    ? { baseUrl: process.env.DECART_BASE_URL }
    : { baseUrl: await startSimulatedDecart(), apiKey: 'dct_simulated' }),
};

const token = createTokenHandler({
  ...options,
  tokenOptions: (id) => ({ metadata: { userId: id }, allowedModels: ['lucy-2.5'] }),
  // Counted over all processes.
  rateLimit: { limit: 300, store },
  sessions: { capacity: Number(CAPACITY), perUser: 1, maxDurationSeconds: 300, store },
});
const proxy = createProxyHandler({
  ...options,
  allowedModels: ['lucy-image-2'],
  rateLimit: { limit: 600, store },
  concurrency: { perUser: 20, total: 100, store },
});

app.use('/api/decart/token', toNodeHandler(token));
app.use('/api/decart', toNodeHandler(proxy));

// Let only your own staff see it.
app.get('/stats', async (_request, response) => {
  response.set('cache-control', 'no-store').send(statsPage(await token.stats()));
});

app.get('/api/config', (_request, response) => response.json({ sandbox: !DECART_API_KEY }));
app.use(express.static('dist'));

redis.once('ready', () =>
  app.listen(PORT, () => console.log(`http://localhost:${PORT} (process ${process.pid})`)),
);
