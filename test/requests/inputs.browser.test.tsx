import { expect, it, onTestFinished } from 'vitest';
import { useProcess } from '../../src/query/useProcess';
import { readMedia } from '../../src/requests/inputs';
import type { ImageFileInput } from '../../src/requests/variables';
import { averageColor, colorDistance, playVideo, solidImage, solidVideo } from '../support/media';
import { stageQuery } from '../support/renderQuery';
import { replace } from '../support/replace';

const TEAL = [0, 128, 128];

async function canvasOf(blob: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(blob);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas;
}

async function imageOf(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return image;
}

const KINDS: Record<string, (blob: Blob) => Promise<ImageFileInput> | ImageFileInput> = {
  'a File': (blob) => new File([blob], 'a.png', { type: 'image/png' }),
  'a URL': (blob) => new URL(URL.createObjectURL(blob)),
  'an address': (blob) => URL.createObjectURL(blob),
  'a data: URL': async (blob) => (await canvasOf(blob)).toDataURL(),
  'a stream': (blob) => blob.stream(),
  'a canvas': canvasOf,
  'an OffscreenCanvas': async (blob) => {
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    return canvas;
  },
  'an ImageBitmap': (blob) => createImageBitmap(blob),
  'an <img>': (blob) => imageOf(URL.createObjectURL(blob)),
};

it.each(Object.entries(KINDS))('reads %s', async (_kind, make) => {
  const input = await make(await solidImage('teal'));
  const blob = await readMedia(input, 'data');
  expect(blob.type.startsWith('image/') || input instanceof ReadableStream).toBe(true);
  expect(colorDistance(await averageColor(blob), TEAL)).toBeLessThan(5);
});

it('reads what a video shows at the moment', async () => {
  const video = await playVideo(await solidVideo('teal'));
  const frame = await readMedia(video, 'data');
  expect(frame.type).toBe('image/jpeg');
  expect(colorDistance(await averageColor(frame), TEAL)).toBeLessThan(20);
});

/** Fills it with one color. */
function fill(canvas: HTMLCanvasElement, color: string) {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Attached to the page: only then is its picture gone after the frame. */
function webGlCanvas(): HTMLCanvasElement {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  onTestFinished(() => canvas.remove());
  canvas.width = 64;
  canvas.height = 48;
  const gl = canvas.getContext('webgl');
  gl?.clearColor(0, 0.5, 0.5, 1);
  gl?.clear(gl.COLOR_BUFFER_BIT);
  return canvas;
}

/** A check that sees every file that is about to be sent. */
const keepIn = (files: Blob[]) => (file: Blob) => {
  files.push(file);
  return null;
};

it.each<[string, () => Promise<[ImageFileInput, change: () => void]>]>([
  [
    'a canvas that is painted over',
    async () => {
      const canvas = await canvasOf(await solidImage('teal'));
      return [canvas, () => fill(canvas, 'black')];
    },
  ],
  [
    'a video that lets its picture go',
    async () => {
      const video = await playVideo(await solidVideo('teal'));
      return [
        video,
        () => {
          video.removeAttribute('src');
          video.load();
        },
      ];
    },
  ],
  ['a WebGL canvas, whose picture is gone after its frame', async () => [webGlCanvas(), () => {}]],
  [
    'an image that gets another address',
    async () => {
      const image = await imageOf(URL.createObjectURL(await solidImage('teal')));
      const black = URL.createObjectURL(await solidImage('black'));
      return [image, () => image.setAttribute('src', black)];
    },
  ],
  [
    'a bitmap that is closed',
    async () => {
      const bitmap = await createImageBitmap(await solidImage('teal'));
      return [bitmap, () => bitmap.close()];
    },
  ],
])('sends what was shown at the call: %s in the same handler, while the network is gone', async (_, make) => {
  const { render, sandbox } = stageQuery();
  const sent: Blob[] = [];
  const { result } = await render(() => useProcess('lucy-image-2', { check: keepIn(sent) }));
  const [data, change] = await make();
  sandbox.offline();
  const edited = result.current.mutateAsync({ prompt: 'x', data });
  change();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  sandbox.online();
  await edited;
  expect(sent).toHaveLength(1);
  for (const file of sent) expect(colorDistance(await averageColor(file), TEAL)).toBeLessThan(20);
});

it('sends what is shown at the second call, with the same canvas', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useProcess('lucy-image-2'));
  const canvas = fill(document.createElement('canvas'), 'black');
  const variables = { prompt: 'x', data: canvas };
  const first = result.current.mutateAsync(variables);
  fill(canvas, 'teal');
  await Promise.all([first, result.current.mutateAsync(variables)]);
  expect(sandbox.requests).toHaveLength(2);
});

it('accepts files and URLs of another window, as of a popup or a frame', async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  onTestFinished(() => frame.remove());
  const other = frame.contentWindow as unknown as typeof globalThis;
  const bytes = await (await solidImage('teal')).arrayBuffer();
  const file = new other.File([bytes], 'cat.png', { type: 'image/png' });
  expect(file).not.toBeInstanceOf(File);
  const { render } = stageQuery();
  const sent: Blob[] = [];
  const { result } = await render(() => useProcess('lucy-image-2', { check: keepIn(sent) }));
  for (const data of [
    file,
    new other.Blob([bytes]),
    new other.URL(URL.createObjectURL(file)),
    file.stream(),
  ]) {
    await result.current.mutateAsync({ prompt: 'x', data });
  }
  expect(sent).toHaveLength(4);
  for (const file of sent) expect(colorDistance(await averageColor(file), TEAL)).toBeLessThan(5);
});

it.each(['application/octet-stream', 'binary/octet-stream', ''])(
  'sends a picture that a store serves as "%s" with its real type',
  async (type) => {
    const { render, sandbox } = stageQuery();
    const { result } = await render(() => useProcess('lucy-image-2'));
    const png = await solidImage('teal');
    await result.current.mutateAsync({ prompt: 'x', data: new File([png], 'cat.png', { type }) });
    expect(sandbox.requests.at(-1)?.fields.data).toMatchObject({ type: 'image/png' });
  },
);

it('detects the type of a response without one from its bytes, so that it is saved under the right name', async () => {
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useProcess('lucy-image-2'));
  onTestFinished(
    replace(Response.prototype, 'blob', async function blob(this: Response) {
      return new Blob([await this.arrayBuffer()], { type: 'application/octet-stream' });
    }),
  );
  const edited = await result.current.mutateAsync({ prompt: 'x', data: await solidImage('teal') });
  expect(edited.type).toBe('image/png');
  expect(sandbox.requests).toHaveLength(1);
});

it('says that the page may not read a picture that belongs to another site', async () => {
  const canvas = document.createElement('canvas');
  const taint = () => {
    throw new DOMException('Tainted canvases may not be exported.', 'SecurityError');
  };
  onTestFinished(replace(HTMLCanvasElement.prototype, 'toBlob', taint));
  await expect(readMedia(canvas, 'data')).rejects.toThrow(/picture from another site.*crossorigin/);
});

it('blames the missing file, and not the network', async () => {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('cat.png', { create: true });
  const writable = await handle.createWritable();
  await writable.write(await solidImage('teal'));
  await writable.close();
  const data = await handle.getFile();
  await folder.removeEntry('cat.png');
  const { render, sandbox } = stageQuery();
  const { result } = await render(() => useProcess('lucy-image-2'));
  await expect(result.current.mutateAsync({ prompt: 'x', data })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/^"data" can't be read: it was moved, changed or deleted/),
  });
  expect(sandbox.requests).toEqual([]);
});

it('reads a stream once for a call that is repeated', async () => {
  const { render, sandbox } = stageQuery();
  sandbox.failRequests({ status: 500 });
  const { result } = await render(() => useProcess('lucy-image-2', { retry: 1, retryDelay: 1 }));
  const data = (await solidImage('teal')).stream();
  await expect(result.current.mutateAsync({ prompt: 'x', data })).resolves.toBeInstanceOf(Blob);
});

it.each<[string, ImageFileInput, RegExp]>([
  [
    'an address that is not there',
    '/no-such-picture?signature=secret',
    /"data" can't be read: .*\/no-such-picture answered 404/,
  ],
  [
    'a server that does not answer',
    'https://pictures.invalid/a.png?signature=secret',
    /no answer from https:\/\/pictures.invalid\/a.png.*CORS/,
  ],
  ['a canvas without a size', document.createElement('canvas'), /can't be read/],
  ['a video without a picture', document.createElement('video'), /shows no picture yet/],
  ['the id of an upload', 'file_123', /live streams only/],
  [
    'the app’s page, which a host answers for what is not there',
    'data:text/html,<title>Hello</title>',
    /answered a page\.$/,
  ],
  ['base64 without its data: prefix', 'A'.repeat(5000), /^.{0,400}$/],
])("says in words why it can't read %s", async (_what, input, message) => {
  if (input instanceof HTMLCanvasElement) input.width = 0;
  const reading = readMedia(input, 'data');
  await expect(reading).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(message),
  });
  await expect(reading).rejects.not.toThrow('secret');
});
