import { abortable } from '../errors/abortable';

// Not in TypeScript's DOM library: Chromium alone renders pages ahead.
interface PrerenderedDocument extends Document {
  prerendering?: boolean;
}

/**
 * Resolves when somebody has opened the page. A browser may render it ahead, and run its scripts, for a visit that never comes:
 * until then nothing is fetched, opened or billed. `undefined` where nobody has to wait: a start then begins in its click.
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
