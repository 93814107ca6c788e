import { expect, it } from 'vitest';
import { fileNameFor } from '../../../src/components/editor/fileName';

it('names a result after its original and its type', () => {
  expect(fileNameFor(new Blob([], { type: 'image/png' }), 'my.cat.jpeg')).toBe('my.cat-edited.png');
  expect(fileNameFor(new Blob([], { type: 'image/jpeg' }), 'cat')).toBe('cat-edited.jpg');
  expect(fileNameFor(new Blob([], { type: 'video/webm;codecs=vp8' }), 'clip.mp4')).toBe('clip-edited.webm');
  expect(fileNameFor(new Blob([]), 'clip.mp4')).toBe('clip-edited');
  const bytes = new Blob([], { type: 'application/octet-stream' });
  expect(fileNameFor(bytes, 'clip.mp4')).toBe('clip-edited.mp4');
  expect(fileNameFor(bytes, 'clip')).toBe('clip-edited');
});
