import { abortable } from '../errors/abortable';
import { chunkError } from '../errors/chunkError';
import type { VideoSource } from '../media/captureInput';
import { isCamera, isStream, type SourceInput, type VideoChoice } from '../media/mediaInput';
import { type FrameSize, openScreen } from '../media/openScreen';
import { stopAll } from '../media/tracks';

/** Whether there is something to send that isn't a camera. */
export function isSource(input: VideoChoice): input is SourceInput {
  return input !== null && !isCamera(input);
}

/**
 * Opens an input that isn't a camera. A screen is asked for at once: browsers allow that only right after a click.
 *
 * @throws `DecartError` `SCREEN_DENIED`, `UNSUPPORTED_BROWSER`, `INVALID_INPUT`; the signal's reason when aborted
 */
export async function openSource(
  choice: SourceInput,
  size: FrameSize,
  signal: AbortSignal,
): Promise<VideoSource> {
  if (isStream(choice)) return { stream: choice, play() {}, close() {} };
  if (choice === 'screen') {
    const stream = await openScreen(size, signal);
    return { stream, play() {}, close: () => stopAll(stream.getTracks()) };
  }
  const loading = import('../media/captureInput').catch((cause: unknown) => {
    throw chunkError('INVALID_INPUT', cause);
  });
  const { captureInput } = await abortable(loading, signal);
  return captureInput(choice, size, signal);
}
