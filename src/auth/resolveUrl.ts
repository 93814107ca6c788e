/** Resolves a URL as `fetch` does: relative to `<base>`, and in a frame without a URL, to its parent's. */
export function resolveUrl(address: string): URL | undefined {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return URL.canParse(address, base) ? new URL(address, base) : undefined;
}
