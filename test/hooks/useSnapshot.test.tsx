// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSnapshotButton } from '../../src/components/controls/useSnapshotButton';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { useSnapshot } from '../../src/hooks/useSnapshot';
import { createTestDecart } from '../../src/testing';

const untyped = (value: unknown): never => value as never;

const useSessionSnapshot = () => useSnapshot(useRealtimeStream({ model: 'lucy-2.5' }).session);
const useGifButton = () => {
  const { session } = useRealtimeStream({ model: 'lucy-2.5' });
  return useSnapshotButton({ session, imageType: untyped('image/gif') });
};

const renderSnapshot = () =>
  renderHook(useSessionSnapshot, { wrapper: createTestDecart().Provider }).result.current;

it.each([
  [{ typ: 'image/png' }, 'takeSnapshot has no option `typ`. There are: type, quality, video.'],
  [{ type: 'image/gif' }, '`takeSnapshot.type` must be "image/png" or "image/jpeg" or "image/webp"'],
  [{ quality: Number.NaN }, '`takeSnapshot.quality` must be a number from 0 to 1, but is NaN.'],
  [{ quality: 80 }, '`takeSnapshot.quality` must be a number from 0 to 1, but is 80.'],
  [{ video: 'video' }, '`takeSnapshot.video` must be a <video> or null'],
  [null, '`takeSnapshot` must be an object, but is null.'],
])('refuses %j', async (options, message) => {
  await expect(renderSnapshot().takeSnapshot(untyped(options))).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(message),
  });
});

it('accepts what is documented', async () => {
  const video = document.createElement('video');
  await expect(
    renderSnapshot().takeSnapshot({ type: 'image/jpeg', quality: 0, video }),
  ).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

it('says what is wrong with a button, too', async () => {
  const { result } = renderHook(useGifButton, { wrapper: createTestDecart().Provider });
  await act(async () => {
    await expect(result.current.takeSnapshot()).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
  });
});
