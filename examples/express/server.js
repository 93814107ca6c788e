import { randomUUID } from 'node:crypto';
import { createProxyHandler, createTokenHandler, getNodeRequest, toNodeHandler } from 'decart-react/server';
import express from 'express';
import session from 'express-session';

const { DECART_API_KEY, DECART_BASE_URL, SESSION_SECRET = randomUUID(), PORT = 3000 } = process.env;

const app = express();
app.use(
  session({
    secret: SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { sameSite: 'lax', httpOnly: true },
  }),
);

// In place of your own login: whoever opens the page is somebody from then on.
app.get('/', (request, _response, next) => {
  request.session.user ??= { id: randomUUID() };
  next();
});

const options = {
  // The user whom express-session knows; nobody else gets in.
  authorize: (request) => getNodeRequest(request)?.session.user ?? null,
  // Who used what, for your meter.
  onEvent: ({ action, userId, outcome, bytesDown }) => console.log({ action, userId, outcome, bytesDown }),
  // Decart's own address, unless you say another.
  baseUrl: DECART_BASE_URL,
};

app.use(
  '/api/decart/token',
  toNodeHandler(
    createTokenHandler({
      ...options,
      tokenOptions: (user) => ({ metadata: { userId: user.id }, allowedModels: ['lucy-2.5'] }),
    }),
  ),
);
app.use('/api/decart', toNodeHandler(createProxyHandler({ ...options, allowedModels: ['lucy-image-2'] })));

// The page asks whether there is a key: without one it runs on the sandbox.
app.get('/api/config', (_request, response) => response.json({ sandbox: !DECART_API_KEY }));
app.use(express.static('dist'));

app.listen(PORT, () => console.log(`http://localhost:${PORT}`));
