import { retryAfterHeader } from '../handler/retryAfter';

/**
 * The headers that may pass are listed for both directions. So cookies, credentials, hop-by-hop headers, another site's
 * CORS headers and future headers stay out without being named.
 */
const UP = [
  'accept',
  'accept-language',
  'content-encoding',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'user-agent',
];

const DOWN = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'x-request-id',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

/** Encodings that `fetch` has decoded before we see the body, on runtimes that decode. */
const UNDONE_BY_FETCH = new Set(['gzip', 'x-gzip', 'deflate', 'br']);

export function upstreamHeaders(request: Request, apiKey: string): Headers {
  const headers = pick(request.headers, UP);
  headers.set('x-api-key', apiKey);
  // Named as the SDK does it: Decart sees that there is a proxy.
  headers.set('user-agent', `${headers.get('user-agent') ?? ''} decart-react`.trim());
  // `fetch` decompresses responses, which would lose the length and the ranges; media hardly compresses anyway.
  headers.set('accept-encoding', 'identity');
  return headers;
}

/**
 * The headers for the client, or undefined if the body has an encoding that we didn't request and that may or may not
 * have been decoded.
 */
export function downstreamHeaders(upstream: Headers): Headers | undefined {
  const headers = pick(upstream, DOWN);
  const encodings = (headers.get('content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  headers.delete('content-encoding');
  const retryAfter = headers.get('retry-after');
  headers.delete('retry-after');
  for (const [name, value] of Object.entries(retryAfterHeader(retryAfter))) headers.set(name, value);
  if (encodings.length > 0) {
    if (!encodings.every((name) => UNDONE_BY_FETCH.has(name))) return undefined;
    headers.delete('content-length');
  }
  // The response was made from a user's upload, and is served from the app's own origin.
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-security-policy', "default-src 'none'; sandbox");
  return headers;
}

function pick(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
