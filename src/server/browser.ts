// Replaces the server entry in bundles for the browser. It exports the same names, so that bundlers succeed and
// developers see this message.

function refuse(): never {
  throw new Error(
    'decart-react/server was bundled for the browser. It uses your permanent API key, which must never reach a browser. Import it only in files that run on the server: a route handler, an API route, a function.',
  );
}

refuse();

export const checkStore = refuse;
export const createMemoryStore = refuse;
export const createProxyHandler = refuse;
export const createRedisStore = refuse;
export const createTokenHandler = refuse;
export const getNodeRequest = refuse;
export const getRequestEvent = refuse;
export const toNodeHandler = refuse;
