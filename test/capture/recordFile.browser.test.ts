import { expect, it, onTestFinished } from 'vitest';
import { recordFile } from '../../src/capture/recordFile';
import { createTestPicture } from '../../src/sandbox';
import { replace } from '../support/replace';

const TIMESLICE = 100;

/** Delivers as Firefox does while its encoder is busy: an empty chunk, `stop`, and then what was recorded. */
function deliverAfterStop() {
  const delivered: string[] = [];
  const Native = window.MediaRecorder;
  class LateRecorder extends Native {
    constructor(...args: ConstructorParameters<typeof Native>) {
      super(...args);
      const held: Blob[] = [];
      const deliver = (data: Blob) => {
        delivered.push(data.size > 0 ? 'chunk' : 'empty chunk');
        this.removeEventListener('dataavailable', hold);
        this.dispatchEvent(new BlobEvent('dataavailable', { data }));
        this.addEventListener('dataavailable', hold);
      };
      const hold = (event: BlobEvent) => {
        event.stopImmediatePropagation();
        held.push(event.data);
      };
      this.addEventListener('dataavailable', hold);
      this.addEventListener('stop', () => {
        deliver(new Blob());
        delivered.push('stop');
        setTimeout(() => deliver(new Blob(held)), 200);
      });
    }
  }
  onTestFinished(replace(window, 'MediaRecorder', LateRecorder));
  return delivered;
}

it.each(['into a file', 'to the app'])(
  'somebody who stops while the encoder is busy loses nothing: the end comes after `stop`, %s',
  async (where) => {
    const delivered = deliverAfterStop();
    const picture = createTestPicture({ width: 320, height: 180 });
    onTestFinished(picture.stop);
    const chunks: Blob[] = [];
    const onChunk = where === 'to the app' ? (chunk: Blob) => void chunks.push(chunk) : undefined;
    const file = recordFile(picture.stream, { timeslice: TIMESLICE, onChunk });
    await expect.poll(() => Date.now() - file.startedAt).toBeGreaterThan(1500);
    file.end();
    const part = await file.part;
    expect(delivered).toEqual(['empty chunk', 'stop', 'chunk']);
    if (!part) throw new Error('Nothing was recorded.');
    const video = document.createElement('video');
    video.src = URL.createObjectURL(part.blob ?? new Blob(chunks, { type: part.mimeType }));
    onTestFinished(() => URL.revokeObjectURL(video.src));
    await expect.poll(() => video.videoWidth).toBe(320);
  },
);

it('is over at once if it ends before anything could have been recorded', async () => {
  deliverAfterStop();
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const file = recordFile(picture.stream, { timeslice: 60_000 });
  file.end();
  expect(await file.part).toBeNull();
});
