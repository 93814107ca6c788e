import { expect, test } from 'vitest';
import { drawLook, lookFor } from '../../../src/sandbox/model/looks';
import { averageColor, distance } from '../../support/pixels';

const PROMPTS = [
  'an oil painting',
  'watercolor',
  'anime',
  'neon city',
  'film noir',
  'golden hour',
  'pixel art',
  'thermal camera',
  'a comic book',
  'frozen in ice',
  'pencil sketch',
  'underwater',
  'a forest elf',
  'vintage photo',
];

/** A landscape of every tone: sky, skin, shadow. */
function source(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1280, 720);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D context');
  const gradient = context.createLinearGradient(0, 0, 1280, 720);
  gradient.addColorStop(0, '#3f7fd6');
  gradient.addColorStop(0.5, '#e8b48c');
  gradient.addColorStop(1, '#27493a');
  context.fillStyle = gradient;
  context.fillRect(0, 0, 1280, 720);
  return canvas;
}

function draw(prompt: string | null, image?: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D context');
  drawLook(context, source(), lookFor(prompt, image !== undefined), 1280, 720, 0, image);
  return canvas;
}

test('every look differs from the input and from every other look by its average color', () => {
  const shown = [null, ...PROMPTS].map((prompt) => ({ prompt, color: averageColor(draw(prompt)) }));
  const alike = shown.flatMap((a, index) =>
    shown
      .slice(index + 1)
      .filter((b) => distance(a.color, b.color) < 24)
      .map((b) => `${a.prompt} and ${b.prompt}`),
  );
  expect(alike).toEqual([]);
});

test('without a prompt the picture is unchanged except for the mark at the upper edge', () => {
  const middle = averageColor(draw(null));
  const context = source();
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  canvas.getContext('2d')?.drawImage(context, 0, 0);
  expect(distance(middle, averageColor(canvas))).toBeLessThan(2);
  const edge = { x: 0.46, y: 0.02, width: 0.08, height: 0.04 };
  expect(distance(averageColor(draw(null), edge), averageColor(canvas, edge))).toBeGreaterThan(20);
});

test('the reference image colors the picture and is shown in a corner', async () => {
  const green = new OffscreenCanvas(64, 64);
  const context = green.getContext('2d');
  if (!context) throw new Error('no 2D context');
  context.fillStyle = '#00ff00';
  context.fillRect(0, 0, 64, 64);
  const image = await createImageBitmap(green);

  for (const prompt of [null, 'film noir']) {
    const without = averageColor(draw(prompt));
    const withImage = draw(prompt, image);
    expect(averageColor(withImage).g - averageColor(withImage).r).toBeGreaterThan(without.g - without.r + 40);
    expect(averageColor(withImage, { x: 0.86, y: 0.8, width: 0.05, height: 0.1 })).toEqual({
      r: 0,
      g: 255,
      b: 0,
    });
  }
});
