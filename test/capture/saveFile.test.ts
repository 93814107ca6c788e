// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { toFile } from '../../src/capture/saveFile';

test.each([
  ['video/mp4;codecs=avc1', 'me.mp4'],
  ['video/webm;codecs=vp9,opus', 'me.webm'],
  ['video/x-matroska;codecs=avc1', 'me.mkv'],
  ['video/quicktime', 'me.mov'],
  ['image/png', 'me.png'],
  ['', 'me.bin'],
])('a file of type "%s" has a name that systems can open: %s', (type, name) => {
  expect(toFile(new Blob([], { type }), 'me').name).toBe(name);
});
