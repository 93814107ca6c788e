import { randomUUID } from 'node:crypto';
import { createProxyHandler, createTokenHandler, toNodeHandler } from 'decart-react/server';
import type { Connect, Plugin } from 'vite';

interface Options {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
}

/** The id in the cookie `user`. */
const userIn = (cookies = '') => /(?:^|;\s*)user=([\w-]+)/.exec(cookies)?.[1];

/** The server half, on the server that Vite starts. In production, mount the same two handlers on your own server. */
export function decartApi({ apiKey, baseUrl }: Options): Plugin {
  function mount(middlewares: Connect.Server) {
    const options = {
      apiKey: apiKey || undefined,
      baseUrl: baseUrl || undefined,
      // Put your own login here: this cookie isn't signed.
      authorize(request: Request) {
        const id = userIn(request.headers.get('cookie') ?? '');
        return id ? { id } : null;
      },
    };
    const token = createTokenHandler({
      ...options,
      tokenOptions: (user) => ({ metadata: { userId: user.id }, allowedModels: ['lucy-2.5'] }),
    });
    const proxy = createProxyHandler({ ...options, allowedModels: ['lucy-image-2'] });

    middlewares.use((request, response, next) => {
      if (!userIn(request.headers.cookie)) {
        response.setHeader('set-cookie', `user=${randomUUID()}; Path=/; HttpOnly; SameSite=Lax`);
      }
      next();
    });
    // The page asks whether there is a key: without one it runs on the sandbox.
    middlewares.use('/api/config', (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ sandbox: !apiKey }));
    });
    middlewares.use('/api/decart/token', toNodeHandler(token));
    middlewares.use('/api/decart', toNodeHandler(proxy));
  }
  return {
    name: 'decart-api',
    configureServer: ({ middlewares }) => mount(middlewares),
    configurePreviewServer: ({ middlewares }) => mount(middlewares),
  };
}
