import { CATALOG, PASSTHROUGH, REFERENCE } from './catalog';
import { createPainter, type Painter } from './painter';

/** How the simulated model repaints a frame: plain data, so that it can be posted to a worker. */
export interface Look {
  name: string;
  /** Colors from the darkest tone to the brightest, as `#rrggbb`; null keeps the original colors. */
  palette: readonly string[] | null;
  /** How far the palette replaces the original colors, 0 to 1. */
  strength: number;
  /** The number of remaining tones; 0 keeps all. */
  levels: number;
  /** How strongly outlines are drawn; 0 for none. */
  edges: number;
  edgeColor: string;
  /** The fraction of width and height at which the look is drawn. */
  scale: number;
  texture: 'none' | 'strokes' | 'blocks' | 'dots';
  /** Size of a stroke, block or dot, in pixels at that scale. */
  textureSize: number;
  /** How far the reference image's average color covers the frame, 0 to 1. */
  imageTint: number;
}

/**
 * The look that a prompt selects. The look whose word comes first in the prompt wins. A prompt without such a word always
 * gets the same look, derived from its text. Without a prompt the frame stays unchanged.
 */
export function lookFor(prompt: string | null, hasImage = false): Look {
  const text = prompt?.trim().toLowerCase() ?? '';
  if (text === '') return hasImage ? REFERENCE : PASSTHROUGH;
  const asked = CATALOG.map(({ words, look }) => ({ look, index: text.search(words) }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index)[0];
  return asked?.look ?? lookOfItsOwn(text);
}

/** Draws `source` in a look, with the reference image and the "simulated" mark, over the whole of `ctx`. */
export function drawLook(
  ctx: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  source: CanvasImageSource,
  look: Look,
  width: number,
  height: number,
  timeMs: number,
  image?: ImageBitmap | null,
): void {
  painter ??= createPainter();
  painter.draw(ctx, source, look, width, height, timeMs, image ?? null);
}

let painter: Painter | undefined;

const TEXTURES = ['none', 'strokes', 'blocks', 'dots', 'none'] as const;

function lookOfItsOwn(text: string): Look {
  const hash = hashOf(text);
  const hue = hash % 360;
  const texture = TEXTURES[(hash >>> 9) % TEXTURES.length] ?? 'none';
  return {
    ...PASSTHROUGH,
    name: `hue ${hue}`,
    palette: [
      hexOf(hue + 40, 0.8, 0.08),
      hexOf(hue + 15, 0.75, 0.35),
      hexOf(hue, 0.8, 0.6),
      hexOf(hue - 20, 0.9, 0.92),
    ],
    strength: 0.85,
    edges: (hash >>> 13) % 3 === 0 ? 4 : 0,
    edgeColor: hexOf(hue + 180, 0.9, 0.3),
    scale: texture === 'blocks' ? 0.25 : 0.5,
    texture,
    textureSize: 5 + ((hash >>> 17) % 6),
  };
}

/** FNV-1a, with a final mix so that two prompts with one different letter differ in every bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hexOf(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
