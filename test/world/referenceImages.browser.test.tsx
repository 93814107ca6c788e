// Reference images as people have them, in a live session.
import { expect, onTestFinished, test } from 'vitest';
import { createTestPicture } from '../../src/sandbox';
import { averageColor } from '../support/pixels';
import { realFile } from '../support/realFile';
import { renderStream } from '../support/renderStream';

test('photos of a phone and pictures of a shop arrive upright, opaque and small enough; others are refused by name', async () => {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: picture.stream });
  await view.reached('generating');
  const session = () => view.sandbox.sessions[0];
  const arrived = async () => {
    const base64 = session()?.image ?? '';
    const blob = await (await fetch(`data:image/jpeg;base64,${base64.replace(/^data:.*,/, '')}`)).blob();
    return { bytes: blob.size, bitmap: await createImageBitmap(blob, { imageOrientation: 'none' }) };
  };
  const show = async (name: string) => {
    await view.stream.setImage(await realFile(name));
    return arrived();
  };

  const upright = await show('portrait.jpg');
  expect(upright.bitmap.height).toBeGreaterThan(upright.bitmap.width);

  const { bitmap: garment } = await show('transparent.png');
  const corner = averageColor(garment, { x: 0, y: 0, width: 0.05, height: 0.05 });
  expect(Math.min(corner.r, corner.g, corner.b)).toBeGreaterThan(240);

  const huge = await show('huge.jpg');
  expect(Math.max(huge.bitmap.width, huge.bitmap.height)).toBeLessThanOrEqual(1536);
  expect(huge.bytes).toBeLessThanOrEqual(2_000_000);

  await show('animated.gif');
  const before = session()?.image;
  await expect(view.stream.setImage(await realFile('photo.heic'))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fatal: false,
    message: expect.stringMatching(/^"image" \(photo\.heic\) is a HEIC photo/),
  });
  await expect(view.stream.setImage('/test/files/broken.jpg')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(session()?.image).toBe(before);
  expect(view.statuses.at(-1)).toBe('generating');
});
