import { drawLook, lookFor } from '../model/looks';
import type { ModelInputs } from './modelInputs';

const HEIGHTS = { '480p': 480, '720p': 720 };

/** The uploaded image in the style of the prompt and the reference image; rejects if it isn't an image. */
export async function renderImage(inputs: ModelInputs): Promise<Blob> {
  const { data, prompt, referenceImage, resolution } = inputs;
  const source = await createImageBitmap(data);
  const reference = referenceImage ? await createImageBitmap(referenceImage) : null;
  const scale = Math.min(1, HEIGHTS[resolution] / source.height);
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  drawLook(context, source, lookFor(prompt, reference !== null), width, height, 0, reference);
  source.close();
  reference?.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
