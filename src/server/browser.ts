// What a bundle for the browser gets in place of the server entry. It has the same names, so that bundlers get as far as to
// the sentence.

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
