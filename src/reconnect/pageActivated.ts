import { abortable } from '../errors/abortable';

// Not in TypeScript's DOM library: Chromium alone renders pages ahead.
interface PrerenderedDocument extends Document {
  prerendering?: boolean;
}

/**
 * Resolves when somebody has opened the page. A browser may render it ahead, and run its scripts, for a visit that never comes:
 * until then nothing is fetched, opened or billed.
 */
export async function pageActivated(signal: AbortSignal): Promise<void> {
  const { prerendering }: PrerenderedDocument = document;
  if (!prerendering) return;
  await abortable(
    new Promise((resolve) =>
      document.addEventListener('prerenderingchange', resolve, { once: true, signal }),
    ),
    signal,
  );
}
