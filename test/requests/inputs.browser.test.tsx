import { expect, it } from 'vitest';
import { useProcess } from '../../src/query/useProcess';
import { readMedia } from '../../src/requests/inputs';
import type { ImageFileInput } from '../../src/requests/variables';
import { averageColor, colorDistance, playVideo, solidImage, solidVideo } from '../support/media';
import { stageQuery } from '../support/renderQuery';

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

it('blames the file that is not there any more, and not the network', async () => {
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
    message: expect.stringMatching(/^"data" cannot be read: it was moved, changed or deleted/),
  });
  expect(sandbox.requests).toEqual([]);
});

it('reads a stream once for a call that is made again', async () => {
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
    /"data" cannot be read: .*\/no-such-picture answered 404/,
  ],
  [
    'a server that does not answer',
    'https://pictures.invalid/a.png?signature=secret',
    /no answer from https:\/\/pictures.invalid\/a.png.*CORS/,
  ],
  ['a canvas without a size', document.createElement('canvas'), /cannot be read/],
  ['a video without a picture', document.createElement('video'), /shows no picture yet/],
  ['the id of an upload', 'file_123', /live streams only/],
  [
    'the app’s page, which a host answers for what is not there',
    'data:text/html,<title>Hello</title>',
    /answered a page\.$/,
  ],
  ['base64 without its data: prefix', 'A'.repeat(5000), /^.{0,400}$/],
])('says in words why it cannot read %s', async (_what, input, message) => {
  if (input instanceof HTMLCanvasElement) input.width = 0;
  const reading = readMedia(input, 'data');
  await expect(reading).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(message),
  });
  await expect(reading).rejects.not.toThrow('secret');
});
