const SECRETS: [RegExp, string][] = [
  // Client tokens (ek_), permanent keys (dct_, sk-) and signed tokens, wherever they occur.
  [/\b(ek_|dct_|sk-)[\w-]+/g, '$1…'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, 'eyJ…'],
  // Values that are labeled as a key, whatever they look like: in a URL, a header or JSON.
  [/\b(api[_-]?key|access_token)(=|%3D|["']?\s*:\s*["'])[^\s"'&]+/gi, '$1$2…'],
];

/** Removes keys and tokens from a string. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, [secret, mark]) => clean.replace(secret, mark), text);
}

/**
 * The cause of an error, without keys and tokens. A cause without any is returned unchanged, so that `error.cause
 * instanceof MyError` works; otherwise it is replaced by a copy of its readable parts.
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
    // It can't be inspected (a circular object, a throwing getter), so nobody knows what it contains.
    return undefined;
  }
}
