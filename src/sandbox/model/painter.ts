import type { Look } from './looks';

type Context2D = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Draws looks; keeps scratch canvases and tables between frames. */
export interface Painter {
  draw(
    ctx: Context2D,
    source: CanvasImageSource,
    look: Look,
    width: number,
    height: number,
    timeMs: number,
    image: ImageBitmap | null,
  ): void;
}

/**
 * Makes a painter. The function is also sent to the worker as text (`createPainter.toString()`), so that bundlers need no
 * worker file: it must not use anything from outside its own body.
 *
 * Pixels are recolored in plain loops over tables: without a GPU that is several times cheaper than `ctx.filter` or the
 * non-separable blend modes.
 */
export function createPainter(): Painter {
  /** Everything about a look at one size that stays the same from frame to frame. */
  interface Plan {
    key: string;
    width: number;
    height: number;
    scratch: Context2D;
    output: ImageData;
    luma: Uint8Array;
    /** The pixel whose color each pixel takes, or null for its own. */
    takeFrom: Int32Array | null;
    /** The tone above which a pixel is bright (halftone), or null. */
    threshold: Uint8Array | null;
    red: Uint8Array;
    green: Uint8Array;
    blue: Uint8Array;
  }

  const averages = new WeakMap<ImageBitmap, string>();
  let plan: Plan | undefined;

  function createContext(width: number, height: number): Context2D {
    const options: CanvasRenderingContext2DSettings = { willReadFrequently: true };
    let context: Context2D | null;
    if (typeof OffscreenCanvas === 'undefined') {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      context = canvas.getContext('2d', options);
    } else {
      context = new OffscreenCanvas(width, height).getContext('2d', options);
    }
    if (!context) throw new Error("This browser doesn't provide a 2D canvas context.");
    return context;
  }

  function rgb(hex: string): [number, number, number] {
    const value = Number.parseInt(hex.slice(1), 16);
    return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
  }

  /** A repeatable random sequence, so that strokes stay where they are. */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function strokes(width: number, height: number, size: number): Int32Array {
    const map = new Int32Array(width * height);
    for (let i = 0; i < map.length; i++) map[i] = i;
    const next = random(7);
    const count = Math.ceil((width * height * 3) / (size * size));
    for (let n = 0; n < count; n++) {
      const cx = Math.floor(next() * width);
      const cy = Math.floor(next() * height);
      const angle = next() * 1.6 - 0.3;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let y = Math.max(0, cy - size); y < Math.min(height, cy + size); y++) {
        for (let x = Math.max(0, cx - size); x < Math.min(width, cx + size); x++) {
          const along = ((x - cx) * cos + (y - cy) * sin) / size;
          const across = ((y - cy) * cos - (x - cx) * sin) / (size * 0.35);
          if (along * along + across * across < 1) map[y * width + x] = cy * width + cx;
        }
      }
    }
    return map;
  }

  function cells(width: number, height: number, size: number): Int32Array {
    const map = new Int32Array(width * height);
    const center = (at: number, limit: number) =>
      Math.min(limit - 1, Math.floor(at / size) * size + (size >> 1));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) map[y * width + x] = center(y, height) * width + center(x, width);
    }
    return map;
  }

  function dots(width: number, height: number, size: number): Uint8Array {
    const map = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const dx = (x % size) / size - 0.5;
        const dy = (y % size) / size - 0.5;
        map[y * width + x] = 235 - Math.min(1, Math.hypot(dx, dy) / 0.7) * 215;
      }
    }
    return map;
  }

  function planFor(look: Look, fullWidth: number, fullHeight: number): Plan {
    const key = `${JSON.stringify(look)} ${fullWidth}x${fullHeight}`;
    if (plan?.key === key) return plan;
    const width = Math.max(2, Math.round(fullWidth * look.scale));
    const height = Math.max(2, Math.round(fullHeight * look.scale));
    const stops = (look.palette ?? ['#000000', '#ffffff']).map(rgb);
    const table = (channel: 0 | 1 | 2) =>
      Uint8Array.from({ length: 256 }, (_, tone) => {
        const stepped =
          look.levels > 1 ? Math.round((tone / 255) * (look.levels - 1)) / (look.levels - 1) : tone / 255;
        const at = stepped * (stops.length - 1);
        const low = stops[Math.floor(at)] ?? [0, 0, 0];
        const high = stops[Math.ceil(at)] ?? low;
        return Math.round(low[channel] + (high[channel] - low[channel]) * (at - Math.floor(at)));
      });
    const size = Math.max(2, look.textureSize);
    const takeFrom =
      look.texture === 'strokes'
        ? strokes(width, height, size)
        : look.texture === 'blocks' || look.texture === 'dots'
          ? cells(width, height, size)
          : null;
    plan = {
      key,
      width,
      height,
      scratch: createContext(width, height),
      output: new ImageData(width, height),
      luma: new Uint8Array(width * height),
      takeFrom,
      threshold: look.texture === 'dots' ? dots(width, height, size) : null,
      red: table(0),
      green: table(1),
      blue: table(2),
    };
    return plan;
  }

  function recolor(look: Look, at: Plan, input: Uint32Array, output: Uint32Array): void {
    const { width, luma, takeFrom, threshold, red, green, blue } = at;
    const count = input.length;
    const mix = Math.round(look.strength * 256);
    const keep = 256 - mix;
    const [edgeRed, edgeGreen, edgeBlue] = rgb(look.edgeColor);
    const last = count - width - 1;
    for (let i = 0; i < count; i++) {
      const pixel = input[i] as number;
      luma[i] = ((pixel & 255) * 77 + ((pixel >> 8) & 255) * 150 + ((pixel >> 16) & 255) * 29) >> 8;
    }
    for (let i = 0; i < count; i++) {
      const from = takeFrom ? (takeFrom[i] as number) : i;
      const pixel = input[from] as number;
      let tone = luma[from] as number;
      if (threshold) tone = tone > (threshold[i] as number) ? 255 : 0;
      let r = ((red[tone] as number) * mix + (pixel & 255) * keep) >> 8;
      let g = ((green[tone] as number) * mix + ((pixel >> 8) & 255) * keep) >> 8;
      let b = ((blue[tone] as number) * mix + ((pixel >> 16) & 255) * keep) >> 8;
      if (look.edges > 0 && i < last) {
        const own = luma[i] as number;
        const step =
          Math.abs(own - (luma[i + 1] as number)) + Math.abs(own - (luma[i + width] as number)) - 12;
        if (step > 0) {
          const edge = Math.min(256, step * look.edges);
          r += ((edgeRed - r) * edge) >> 8;
          g += ((edgeGreen - g) * edge) >> 8;
          b += ((edgeBlue - b) * edge) >> 8;
        }
      }
      output[i] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
    }
  }

  function paint(ctx: Context2D, source: CanvasImageSource, look: Look, width: number, height: number): void {
    ctx.imageSmoothingQuality = 'low';
    if (look.palette === null) {
      ctx.imageSmoothingEnabled = true;
      ctx.drawImage(source, 0, 0, width, height);
      return;
    }
    const at = planFor(look, width, height);
    at.scratch.drawImage(source, 0, 0, at.width, at.height);
    const input = at.scratch.getImageData(0, 0, at.width, at.height);
    recolor(look, at, new Uint32Array(input.data.buffer), new Uint32Array(at.output.data.buffer));
    at.scratch.putImageData(at.output, 0, 0);
    ctx.imageSmoothingEnabled = look.texture !== 'blocks';
    ctx.drawImage(at.scratch.canvas, 0, 0, width, height);
  }

  function averageOf(image: ImageBitmap): string {
    let color = averages.get(image);
    if (color === undefined) {
      const tiny = createContext(8, 8);
      tiny.drawImage(image, 0, 0, 8, 8);
      const { data } = tiny.getImageData(0, 0, 8, 8);
      const sums = [0, 0, 0];
      for (let i = 0; i < data.length; i++) if (i % 4 < 3) sums[i % 4] = (sums[i % 4] ?? 0) + (data[i] ?? 0);
      color = `rgb(${sums.map((sum) => Math.round(sum / 64)).join(' ')})`;
      averages.set(image, color);
    }
    return color;
  }

  function showImage(ctx: Context2D, image: ImageBitmap, look: Look, width: number, height: number): void {
    ctx.globalAlpha = look.imageTint;
    ctx.fillStyle = averageOf(image);
    ctx.fillRect(0, 0, width, height);
    ctx.globalAlpha = 1;
    const insetHeight = Math.round(height * 0.24);
    const insetWidth = Math.min(
      Math.round(width * 0.3),
      Math.round((insetHeight * image.width) / image.height),
    );
    const margin = Math.round(height * 0.03);
    const x = width - insetWidth - margin;
    const y = height - insetHeight - margin;
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(x - 3, y - 3, insetWidth + 6, insetHeight + 6);
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(image, x, y, insetWidth, insetHeight);
  }

  /** In the middle of the top edge: players have their badges, previews and controls in the corners and below. */
  function mark(ctx: Context2D, width: number, height: number, timeMs: number): void {
    const size = Math.max(8, Math.round(height / 40));
    ctx.font = `600 ${size}px sans-serif`;
    ctx.textBaseline = 'middle';
    const text = 'simulated';
    const boxWidth = ctx.measureText(text).width + size * 2.4;
    const boxHeight = size * 1.8;
    const x = Math.round((width - boxWidth) / 2);
    const y = Math.round(size * 0.8);
    ctx.fillStyle = 'rgb(0 0 0 / 0.55)';
    ctx.fillRect(x, y, boxWidth, boxHeight);
    ctx.fillStyle = timeMs % 2000 < 1000 ? '#ff5a5a' : '#7a3030';
    ctx.fillRect(x + size * 0.6, y + boxHeight / 2 - size * 0.25, size * 0.5, size * 0.5);
    ctx.fillStyle = '#ffffff';
    ctx.fillText(text, x + size * 1.6, y + boxHeight / 2);
  }

  return {
    draw(ctx, source, look, width, height, timeMs, image) {
      paint(ctx, source, look, width, height);
      if (image) showImage(ctx, image, look, width, height);
      mark(ctx, width, height, timeMs);
    },
  };
}
