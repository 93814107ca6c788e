import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { createProxyHandler, createTokenHandler } from 'decart-react/server';
import { Hono } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { parseSigned } from 'hono/utils/cookie';

const { DECART_API_KEY, DECART_BASE_URL, SESSION_SECRET = randomUUID(), PORT = 3000 } = process.env;

const app = new Hono();

// Replace this with your own login: here, everybody who opens the page becomes a user.
app.get('/', async (context, next) => {
  if (!(await getSignedCookie(context, SESSION_SECRET, 'user'))) {
    const cookie = { httpOnly: true, sameSite: 'Lax', path: '/' };
    await setSignedCookie(context, 'user', randomUUID(), SESSION_SECRET, cookie);
  }
  await next();
});

const options = {
  // The user whom the signed cookie names; nobody else gets in.
  async authorize(request) {
    const { user } = await parseSigned(request.headers.get('cookie') ?? '', SESSION_SECRET, 'user');
    return user ? { id: user } : null;
  },
  // Who used what, for your meter.
  onEvent: ({ action, userId, outcome, bytesDown }) => console.log({ action, userId, outcome, bytesDown }),
  // Decart's own address, unless you set another.
  baseUrl: DECART_BASE_URL,
};

const token = createTokenHandler({
  ...options,
  tokenOptions: (user) => ({ metadata: { userId: user.id }, allowedModels: ['lucy-2.5'] }),
});
const proxy = createProxyHandler({ ...options, allowedModels: ['lucy-image-2'] });

app.all('/api/decart/token', (context) => token(context.req.raw));
app.all('/api/decart/*', (context) => proxy(context.req.raw));

// The page asks whether there is a key: without one it runs on the sandbox.
app.get('/api/config', (context) => context.json({ sandbox: !DECART_API_KEY }));
app.use(serveStatic({ root: 'dist' }));

serve({ fetch: app.fetch, port: Number(PORT) }, () => console.log(`http://localhost:${PORT}`));
