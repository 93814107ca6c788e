/** There is no `process` on every runtime that has `Request` and `Response`. Throws where it may not be read. */
export function readVariable(name: string): string | undefined {
  return globalThis.process?.env?.[name];
}

/**
 * Whether clients may read what is wrong with the set-up. Where nobody says which mode it is, as with a plain
 * `node server.js`, that is on the developer's own machine.
 */
export function isDevelopment(request: Request): boolean {
  const mode = readMode();
  if (mode !== undefined) return mode === 'development';
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(request.url).hostname);
}

function readMode(): string | undefined {
  try {
    return readVariable('NODE_ENV') || undefined;
  } catch {
    // Deno without `--allow-env`.
    return undefined;
  }
}
