import { randomUUID } from 'node:crypto';
import { createProxyHandler, createTokenHandler, getNodeRequest, toNodeHandler } from 'decart-react/server';
import express from 'express';
import session from 'express-session';

const {
  DECART_API_KEY,
  DECART_BASE_URL,
  FREE_SECONDS = 600,
  SESSION_SECRET = randomUUID(),
  PORT = 3000,
} = process.env;

const app = express();
app.use(
  session({
    secret: SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { sameSite: 'lax', httpOnly: true },
  }),
);

// Replace this with your own login: here, everybody who opens the page becomes a user.
app.get('/', (request, _response, next) => {
  request.session.user ??= { id: randomUUID() };
  next();
});

const userOf = (request) => getNodeRequest(request)?.session.user ?? null;

// Stands in for a database table: what each user may use, and what each session has used.
const accounts = new Map();
function accountOf({ id }) {
  const account = accounts.get(id) ?? { paidSeconds: Number(FREE_SECONDS), sessions: new Map() };
  accounts.set(id, account);
  return account;
}
function secondsLeft(user) {
  const { paidSeconds, sessions } = accountOf(user);
  return paidSeconds - [...sessions.values()].reduce((sum, seconds) => sum + seconds, 0);
}

const options = {
  // The user whom express-session knows; nobody else gets in.
  authorize: userOf,
  // Who used what, for your log.
  onEvent: ({ action, userId, outcome, bytesDown }) => console.log({ action, userId, outcome, bytesDown }),
  // Decart's own address, unless you set another.
  baseUrl: DECART_BASE_URL,
};

app.use(
  '/api/decart/token',
  toNodeHandler(
    createTokenHandler({
      ...options,
      authorize(request) {
        const user = userOf(request);
        if (!user || secondsLeft(user) > 0) return user;
        return Response.json({ detail: 'Your free minutes are used up.' }, { status: 402 });
      },
      tokenOptions: (user) => ({
        metadata: { userId: user.id },
        allowedModels: ['lucy-2.5'],
        // A page can report false numbers, but no session lasts longer than what is left. Decart accepts 10 seconds or
        // more.
        constraints: { realtime: { maxSessionDuration: Math.max(10, Math.ceil(secondsLeft(user))) } },
      }),
    }),
  ),
);
app.use('/api/decart', toNodeHandler(createProxyHandler({ ...options, allowedModels: ['lucy-image-2'] })));

// What the page reports while a session runs, and once more at its end: the largest number counts.
// A page that reports nothing uses nothing up, so somebody who changes the page gets more than the free minutes. If
// that costs you too much, charge each session's `maxSessionDuration` when its token is created, and refund what the
// report leaves.
app.post('/api/usage', express.json(), ({ session: { user }, body }, response) => {
  const { sessionId, sessionSeconds } = body ?? {};
  if (!user) return response.sendStatus(401);
  if (typeof sessionId !== 'string' || !Number.isFinite(sessionSeconds) || sessionSeconds < 0)
    return response.sendStatus(400);
  const { sessions } = accountOf(user);
  sessions.set(sessionId, Math.max(sessions.get(sessionId) ?? 0, sessionSeconds));
  response.sendStatus(204);
});
app.get('/api/usage', ({ session: { user } }, response) => {
  if (!user) return response.sendStatus(401);
  response.json({ secondsLeft: secondsLeft(user) });
});

// In place of your payment provider.
app.post('/buy', ({ session: { user } }, response) => {
  if (!user) return response.sendStatus(401);
  accountOf(user).paidSeconds += 600;
  response.redirect('/');
});

// The page asks whether there is a key: without one it runs on the sandbox.
app.get('/api/config', (_request, response) => response.json({ sandbox: !DECART_API_KEY }));
app.use(express.static('dist'));

app.listen(PORT, () => console.log(`http://localhost:${PORT}`));
