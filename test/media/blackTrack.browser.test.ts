import { expect, it, onTestFinished } from 'vitest';
import { blackTrack } from '../../src/media/blackTrack';
import { watchOwnResources } from '../support/ownResources';
import { averageColor, distance, showStream, waitForFrame } from '../support/pixels';

it('sends black again and again: were its one frame lost, the camera’s last picture would stay', async () => {
  const own = watchOwnResources();
  onTestFinished(own.stop);
  const track = blackTrack(64, 36);
  if (!track) throw new Error('There is no track.');
  const video = showStream(new MediaStream([track]));
  onTestFinished(() => video.remove());
  for (let frame = 0; frame < 3; frame++) await waitForFrame(video);
  expect(distance(averageColor(video), { r: 0, g: 0, b: 0 })).toBeLessThan(2);

  track.stop();
  expect(track.readyState).toBe('ended');
  expect(own.timers()).toEqual([]);
});
