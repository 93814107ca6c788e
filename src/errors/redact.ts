const SECRETS: [RegExp, string][] = [
  // Client tokens (ek_), permanent keys (dct_, sk-) and signed tokens, wherever they stand.
  [/\b(ek_|dct_|sk-)[\w-]+/g, '$1…'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, 'eyJ…'],
  // Values that say themselves that they are a key, whatever they look like: in an address, a header or JSON.
  [/\b(api[_-]?key|access_token)(=|%3D|["']?\s*:\s*["'])[^\s"'&]+/gi, '$1$2…'],
];

/** Takes keys and tokens out of a string. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, [secret, mark]) => clean.replace(secret, mark), text);
}

/**
 * The cause of an error without the keys and tokens in it. What holds none is returned as it is, so that
 * `error.cause instanceof MyError` works; what holds one is replaced by a copy that has only the readable parts.
 */
export function redactCause(cause: unknown): unknown {
  if (typeof cause === 'string') return redact(cause);
  if (typeof cause !== 'object' || cause === null) return cause;
  try {
    const own = JSON.stringify(cause);
    if (!(cause instanceof Error)) return redact(own) === own ? cause : JSON.parse(redact(own));
    const { message, stack = '', name } = cause;
    const inner = redactCause(cause.cause);
    const all = `${own}${message}${stack}`;
    if (redact(all) === all && inner === cause.cause) return cause;
    const copy = new Error(redact(message), { cause: inner });
    return Object.assign(copy, { name, stack: redact(stack) });
  } catch {
    // It cannot be looked into (a circular object, a throwing getter), so nobody knows what is in it.
    return undefined;
  }
}
