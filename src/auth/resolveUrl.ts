/** The absolute URL of an address, as `fetch` reads it: `<base>` counts, and a frame without a URL has its parent's. */
export function resolveUrl(address: string): URL | undefined {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return URL.canParse(address, base) ? new URL(address, base) : undefined;
}
