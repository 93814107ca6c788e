import { abortable } from '../errors/abortable';

// Not in TypeScript's DOM library: only Chromium prerenders pages.
interface PrerenderedDocument extends Document {
  prerendering?: boolean;
}

/**
 * Resolves when the user has opened the page. A browser may prerender it and run its scripts for a visit that never
 * comes: until the visit, nothing is fetched, opened or billed. `undefined` if there is no need to wait: a start then
 * begins in its click.
 */
export function pageActivated(signal: AbortSignal): Promise<void> | undefined {
  const { prerendering }: PrerenderedDocument = document;
  if (!prerendering) return undefined;
  return abortable(
    new Promise<void>((resolve) =>
      document.addEventListener('prerenderingchange', () => resolve(), { once: true, signal }),
    ),
    signal,
  );
}
