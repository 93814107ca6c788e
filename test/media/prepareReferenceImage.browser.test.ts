import { expect, test } from 'vitest';
import { prepareReferenceImage } from '../../src/media/prepareReferenceImage';
import { isBlue, isRed } from '../support/pictures';
import { averageColor, type Color } from '../support/pixels';
import { realFile } from '../support/realFile';

const isWhite = ({ r, g, b }: Color) => Math.min(r, g, b) > 240;
const TOP = { x: 0.2, y: 0.05, width: 0.6, height: 0.3 };
const BOTTOM = { x: 0.2, y: 0.65, width: 0.6, height: 0.3 };
const CORNER = { x: 0, y: 0, width: 0.1, height: 0.1 };

/** The resulting JPEG, decoded without its orientation tag. */
async function decoded(jpeg: Blob) {
  expect(jpeg.type).toBe('image/jpeg');
  return createImageBitmap(jpeg, { imageOrientation: 'none' } as ImageBitmapOptions);
}

test('a photo that a phone took upright is upright, and enlarged to the least size', async () => {
  const picture = await decoded(await prepareReferenceImage(await realFile('portrait.jpg')));
  expect([picture.width, picture.height]).toEqual([512, 768]);
  expect(averageColor(picture, TOP)).toSatisfy(isRed);
  expect(averageColor(picture, BOTTOM)).toSatisfy(isBlue);
});

test('the place where a photo was taken is not in the result', async () => {
  const photo = await realFile('portrait.jpg');
  const text = async (file: Blob) => new TextDecoder('latin1').decode(await file.arrayBuffer());
  expect(await text(photo)).toContain('Exif');
  expect(await text(await prepareReferenceImage(photo))).not.toContain('Exif');
});

test('transparency becomes white', async () => {
  const picture = await decoded(await prepareReferenceImage(await realFile('transparent.png')));
  expect(averageColor(picture, CORNER)).toSatisfy(isWhite);
  expect(averageColor(picture, { x: 0.4, y: 0.4, width: 0.2, height: 0.2 })).toSatisfy(isRed);
});

test('an animation becomes its first frame', async () => {
  expect(averageColor(await decoded(await prepareReferenceImage(await realFile('animated.gif'))))).toSatisfy(
    isRed,
  );
});

test('a picture of 48 megapixels is shrunk', async () => {
  const jpeg = await prepareReferenceImage(await realFile('huge.jpg'));
  const picture = await decoded(jpeg);
  expect([picture.width, picture.height]).toEqual([1536, 1152]);
  expect(jpeg.size).toBeLessThan(100_000);
});

/** Noise needs more bytes than a real picture. */
function noise(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const data = new ImageData(width, height);
  const bytes = crypto.getRandomValues(new Uint8Array(65_521));
  for (let i = 0; i < data.data.length; i++) data.data[i] = bytes[i % bytes.length] ?? 0;
  context?.putImageData(data, 0, 0);
  return canvas;
}

test('a file within the sides, but with too many bytes, gets fewer', async () => {
  const canvas = noise(800, 600);
  const [large, small, smallest] = await Promise.all(
    [2_000_000, 200_000, 20_000].map((maxBytes) => prepareReferenceImage(canvas, { maxBytes })),
  );
  expect(small?.size).toBeLessThanOrEqual(200_000);
  expect(smallest?.size).toBeLessThanOrEqual(20_000);
  expect(large?.size).toBeGreaterThan(200_000);
  await expect(prepareReferenceImage(canvas, { maxBytes: 100 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('a long, narrow image stays within the limit of the longer side', async () => {
  const picture = await decoded(await prepareReferenceImage(noise(1200, 30)));
  expect([picture.width, picture.height]).toEqual([1536, 38]);
});

test.each([
  [
    'photo.heic',
    /^"image" \(photo\.heic\) is a HEIC photo, which this browser can't read\. Use a JPEG or PNG\.$/,
  ],
  ['broken.jpg', /^"image" \(broken\.jpg\) isn't an image, or its file is broken\.$/],
  ['clip.webm', /^"image" \(clip\.webm\) isn't an image but video\/webm\.$/],
])('says in one sentence what is wrong with %s', async (name, message) => {
  await expect(prepareReferenceImage(await realFile(name))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(message),
  });
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['an empty file', () => prepareReferenceImage(new File([], 'a.png')), /^"image" \(a\.png\) is empty\.$/],
  ['a missing address', () => prepareReferenceImage('/no-such-picture.png'), /"image" .*answered 404/],
  [
    'another site without CORS',
    () => prepareReferenceImage('https://pictures.invalid/a.png'),
    /"image".*CORS/,
  ],
  [
    'an SVG',
    () => prepareReferenceImage(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' })),
    /^"image" \(a\.svg\) is an SVG drawing/,
  ],
  ['something else', () => prepareReferenceImage(null as never), /"image" must be a File/],
])('says in one sentence what is wrong with %s', async (_, prepare, message) => {
  await expect(prepare()).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(message),
  });
});

test('a longer side below the usual minimum of the shorter one needs no other limit', async () => {
  const picture = await decoded(await prepareReferenceImage(noise(800, 600), { maxSide: 400 }));
  expect([picture.width, picture.height]).toEqual([400, 300]);
});

test.each([
  { maxSide: 0 },
  { maxSide: Number.NaN },
  { minSide: -1 },
  { maxBytes: Number.POSITIVE_INFINITY },
  { maxBytes: '2 MB' as never },
  { minSide: 2000 },
  { size: 5 } as never,
])('refuses invalid limits: %o', async (options) => {
  await expect(prepareReferenceImage(noise(8, 8), options)).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
  });
});
