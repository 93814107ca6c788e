// Films the drop-in on the sandbox, as a GIF for the README: `npm run build:storybook && node scripts/moving-picture.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

const OUT = 'stories/assets/realtime-video.gif';
const STORY = 'gallery--drop-in';
const LOOKS = ['oil painting', 'anime', 'underwater'];
const VIEWPORT = { width: 1000, height: 620 };
const WIDTH = 720;
const FRAMES_PER_LOOK = 12;
const FRAME_MS = 200;

/** The pictures of a live session, as base64-encoded JPEGs. */
async function film(page, origin) {
  await page.goto(`${origin}/iframe.html?id=${STORY}&viewMode=story&globals=camera:test`);
  await page.getByText('Live').waitFor();
  const stage = page.locator('.decart-stage').first();
  const shots = [];
  for (const look of LOOKS) {
    await page.getByRole('button', { name: look, exact: true }).click();
    await page.mouse.move(0, 0);
    for (let i = 0; i < FRAMES_PER_LOOK; i++) {
      const next = performance.now() + FRAME_MS;
      shots.push((await stage.screenshot({ type: 'jpeg', quality: 95 })).toString('base64'));
      await page.waitForTimeout(Math.max(0, next - performance.now()));
    }
  }
  return shots;
}

/** In the page, which decodes images. */
async function encodeGif(page, images) {
  await page.goto('about:blank');
  const source = await readFile(new URL('gifenc.esm.js', import.meta.resolve('gifenc')), 'utf8');
  const bytes = await page.evaluate(
    async ({ source, images, delay, width }) => {
      const { GIFEncoder, quantize, applyPalette } = await import(
        URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
      );
      const encoder = GIFEncoder();
      for (const image of images) {
        const blob = await (await fetch(`data:image/jpeg;base64,${image}`)).blob();
        const bitmap = await createImageBitmap(blob);
        const height = Math.round((bitmap.height / bitmap.width) * width);
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context.drawImage(bitmap, 0, 0, width, height);
        const { data } = context.getImageData(0, 0, width, height);
        const palette = quantize(data, 96);
        encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
      }
      encoder.finish();
      return Array.from(encoder.bytes());
    },
    { source, images, delay: FRAME_MS, width: WIDTH },
  );
  return Buffer.from(bytes);
}

const { origin, close } = await serveFolder('storybook-static');
try {
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const shots = await film(page, origin);
    const gif = await encodeGif(page, shots);
    await writeFile(OUT, gif);
    console.log(`${OUT}: ${Math.round(gif.length / 1000)} kB, ${shots.length} frames`);
  } finally {
    await browser.close();
  }
} finally {
  close();
}
