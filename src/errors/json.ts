export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether a value is a plain object: neither an array nor an instance of a class. Each realm has its own `Object.prototype`.
 */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (isRecord(prototype) && Object.hasOwn(prototype, 'isPrototypeOf'));
}

/** The parsed text, or `undefined` if it isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields that may contain an error's reason: Decart's, and those of other servers. */
export function readDetail(body: unknown): unknown {
  const detail = isRecord(body) ? (body.detail ?? body.error ?? body.message) : undefined;
  // Some contain an object, with the words in its `message`.
  return detail && (readDetail(detail) ?? detail);
}
