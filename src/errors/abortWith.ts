/** Aborts the controller when the first of these signals aborts. The returned function stops listening. */
export function abortWith(
  controller: AbortController,
  ...signals: readonly (AbortSignal | undefined)[]
): () => void {
  const listening = new AbortController();
  for (const signal of signals) {
    const abort = () => controller.abort(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { signal: listening.signal });
  }
  return () => listening.abort();
}
