import { abortable } from '../errors/abortable';
import { chunkError } from '../errors/chunkError';
import { DecartError } from '../errors/DecartError';
import { stopAll } from './tracks';

export interface FrameSize {
  width: number;
  height: number;
  frameRate: number;
}

/**
 * Asks for a screen, a window or a tab, and shares it without sound. Call it right after a click. A page can't close the
 * browser's dialog: if a screen is chosen after `signal` was aborted, it is stopped at once.
 *
 * @throws `DecartError` `SCREEN_DENIED`, `UNSUPPORTED_BROWSER`; the signal's reason when aborted
 */
export async function openScreen(
  { width, height, frameRate }: FrameSize,
  signal: AbortSignal,
): Promise<MediaStream> {
  signal.throwIfAborted();
  if (!navigator.mediaDevices?.getDisplayMedia) {
    throw new DecartError(
      'UNSUPPORTED_BROWSER',
      'This browser can’t share a screen, as on phones and tablets. Offer the camera there.',
    );
  }
  const asked = navigator.mediaDevices.getDisplayMedia({
    // The whole screen, scaled down: the model takes no more pixels.
    video: { width: { max: width }, height: { max: height }, frameRate: { ideal: frameRate } },
    audio: false,
  });
  try {
    return await abortable(asked, signal);
  } catch (cause) {
    if (!signal.aborted) throw await errorOf(cause);
    asked.then(
      (late) => stopAll(late.getTracks()),
      () => {},
    );
    throw cause;
  }
}

async function errorOf(cause: unknown): Promise<DecartError> {
  const loaded = import('./screenError').then(({ screenError }) => screenError(cause));
  return loaded.catch((failure: unknown) => chunkError('SCREEN_DENIED', failure));
}
