/** Not every runtime with `Request` and `Response` has `process`. Throws if it may not be read. */
export function readVariable(name: string): string | undefined {
  return globalThis.process?.env?.[name];
}

/**
 * Whether clients may read configuration errors. If no mode is set, as with a plain `node server.js`, only on the
 * developer's own machine.
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
