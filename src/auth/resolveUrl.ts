/** Resolves a URL as `fetch` does: relative to `<base>`, and in a frame without a URL, to its parent's. */
export function resolveUrl(address: string): URL | undefined {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    // `URL.canParse` is missing in Chrome 117 and Safari 16.4.
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
