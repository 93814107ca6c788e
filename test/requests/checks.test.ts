import { expect, it } from 'vitest';
import { checkMedia, mediaLimits } from '../../src/requests/checks';

const file = (type: string, size = 1) => new Blob([new Uint8Array(size)], { type });

it('knows what a model accepts', () => {
  expect(mediaLimits('lucy-image-2', 'data').accept).toBe('image/*');
  expect(mediaLimits('lucy-pro-i2i', 'data').accept).toBe('image/*');
  expect(mediaLimits('lucy-2.5', 'data').accept).toBe('video/*');
  expect(mediaLimits('lucy-2.5', 'reference_image').accept).toBe('image/*');
  expect(mediaLimits('lucy-clip', 'data').accept).toBe('video/*');
});

it('says what is wrong with a file', () => {
  expect(checkMedia('lucy-image-2', 'data', file('image/png'))).toBeNull();
  expect(checkMedia('lucy-image-2', 'data', file('image/svg+xml'))).toBe(
    'Choose an image. This file is image/svg+xml.',
  );
  expect(checkMedia('lucy-2.5', 'data', file('video/mp4; codecs=avc1'))).toBeNull();
  expect(checkMedia('lucy-2.5', 'data', file('image/png'))).toBe('Choose a video. This file is image/png.');
  expect(checkMedia('lucy-2.5', 'data', file('video/mp4', 0))).toBe('This file is empty.');
  expect(checkMedia('lucy-image-2', 'data', file('image/png', 20 * 1024 * 1024 + 1))).toBe(
    'This file is 21 MB; an image can be up to 20 MB.',
  );
});

it('says it in another language', () => {
  const labels = {
    locale: 'de',
    editorEmptyFile: 'Die Datei ist leer.',
    editorImageTooLarge: '{size}/{limit}',
  };
  expect(checkMedia('lucy-2.5', 'data', file('video/mp4', 0), labels)).toBe('Die Datei ist leer.');
  const large = file('image/png', 20 * 1024 * 1024 + 1);
  expect(checkMedia('lucy-image-2', 'data', large, labels)).toBe('21/20');
  // What isn't translated is English.
  expect(checkMedia('lucy-2.5', 'data', file('image/png'), labels)).toMatch(/^Choose a video/);
});

it.each([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/binary',
  'application/x-download',
])('accepts a file whose type, %j, says nothing', (type) => {
  expect(checkMedia('lucy-2.5', 'data', file(type))).toBeNull();
  expect(checkMedia('lucy-image-2', 'data', file(type))).toBeNull();
});

it.each([
  ['application/mp4', 'video'],
  ['application/x-matroska', 'video'],
  ['application/x-png', 'image'],
  ['IMAGE/JPEG', 'image'],
  ['application/pdf', 'neither'],
  ['text/plain', 'neither'],
])('knows what %s is: %s', (type, kind) => {
  expect(checkMedia('lucy-2.5', 'data', file(type)) === null).toBe(kind === 'video');
  expect(checkMedia('lucy-image-2', 'data', file(type)) === null).toBe(kind === 'image');
});
