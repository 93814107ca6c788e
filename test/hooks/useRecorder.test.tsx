// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { PictureSource } from '../../src/capture/pictureSource';
import { type UseRecorderOptions, useRecorder } from '../../src/hooks/useRecorder';
import { IDLE_SNAPSHOT } from '../../src/realtime/snapshot';

const session: PictureSource = { subscribe: () => () => {}, getSnapshot: () => IDLE_SNAPSHOT };
const render = (options: unknown) => () => renderHook(() => useRecorder(options as UseRecorderOptions));

test.each<[option: string, value: unknown]>([
  ['microphone', 'yes'],
  ['microphone', null],
  ['audioDelay', -1],
  ['audioDelay', 10_001],
  ['audioDelay', Number.NaN],
  ['audioDelay', 'none'],
  ['mimeType', 5],
  ['videoBitsPerSecond', 0],
  ['videoBitsPerSecond', Number.NaN],
  ['timeslice', 0],
  ['timeslice', '1000'],
  ['onChunk', true],
  ['onRecorded', '/api/recordings'],
  ['onPart', {}],
  ['onStop', () => {}],
])('a recorder with %s: %j is refused, and the option is named', (option, value) => {
  const recorder = render({ session, [option]: value });
  expect(recorder).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  expect(recorder).toThrow(new RegExp(option));
});

test.each<UseRecorderOptions>([
  {},
  { microphone: true, audioDelay: 'auto' },
  { microphone: false, audioDelay: 0, mimeType: '' },
  { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 2_500_000, timeslice: 1000 },
  { microphone: undefined, onRecorded: undefined, onChunk: () => {} },
])('a recorder with %j is taken', (options) => {
  expect(render({ session, ...options })).not.toThrow();
});
