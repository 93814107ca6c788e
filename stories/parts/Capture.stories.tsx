import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import type { Recording } from '../../src/capture/recorder';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { ShareButton } from '../../src/components/controls/ShareButton';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { averageColor, distance } from '../../test/support/pixels';
import { isLive, outputOf } from '../support/live';

const onSnapshot = fn<(picture: Blob) => void>();
const onRecorded = fn<(recording: Recording) => void>();

/** A snapshot and a recording of what is on screen. */
const meta = {
  title: 'Parts/Capture',
  component: RecordButton,
  subcomponents: { ShareButton, SnapshotButton },
  args: { onRecorded },
  render: (args) => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="golden hour"
      autoStart
      controls={
        <>
          <SnapshotButton onSnapshot={onSnapshot} />
          <RecordButton {...args} />
          <ShareButton files={null} />
        </>
      }
    />
  ),
} satisfies Meta<typeof RecordButton>;

export default meta;

export const SnapshotAndRecording: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement, userEvent, step }) {
    await isLive(canvasElement);
    const output = outputOf(canvasElement);

    await step('a snapshot has the pixels that are on screen', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Take a photo' }));
      await waitFor(() => expect(onSnapshot).toHaveBeenCalledOnce());
      const picture = await createImageBitmap(onSnapshot.mock.lastCall?.[0] ?? new Blob());
      await expect(picture.width).toBe(output.videoWidth);
      await expect(distance(averageColor(picture), averageColor(output))).toBeLessThan(12);
    });
    await step('a recording is as long as it took', async () => {
      const button = canvas.getByRole('button', { name: 'Record' });
      const begun = performance.now();
      await userEvent.click(button);
      await expect(button).toHaveAttribute('data-state', 'on');
      const shown = watchFrames(output);
      await waitFor(() => expect(button).toHaveTextContent(/0:0[2-9]/));
      const secondsShown = shown();
      const elapsed = (performance.now() - begun) / 1000;
      await userEvent.click(button);
      await waitFor(() => expect(onRecorded).toHaveBeenCalledOnce());
      const [{ blob = null, seconds = 0 } = {}] = onRecorded.mock.lastCall?.[0].parts ?? [];
      const length = await durationOf(blob ?? new Blob());
      // On a busy machine, the encoder misses the first frames, or the last.
      await expect(Math.abs(length - seconds)).toBeLessThan(0.6);
      await expect(length).toBeLessThan(elapsed + 0.6);
      await expect(length).toBeGreaterThan(secondsShown * 0.9 - 1);
    });
  },
};

/** Call the returned function to end it: it returns the seconds from the first frame on screen to the last. */
function watchFrames(video: HTMLVideoElement): () => number {
  const times: number[] = [];
  let request = 0;
  const onFrame = (now: number) => {
    times.push(now);
    request = video.requestVideoFrameCallback(onFrame);
  };
  request = video.requestVideoFrameCallback(onFrame);
  return () => {
    video.cancelVideoFrameCallback(request);
    return ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  };
}

/** The length of a recording when it is played back. */
async function durationOf(blob: Blob): Promise<number> {
  const video = document.createElement('video');
  video.src = URL.createObjectURL(blob);
  // Recorders write no duration into a file, because they don't know it at the beginning: we must look for the end.
  await new Promise((resolve) => {
    video.onloadedmetadata = resolve;
  });
  if (!Number.isFinite(video.duration)) {
    await new Promise((resolve) => {
      video.onseeked = resolve;
      video.currentTime = 1e6;
    });
  }
  const { duration, currentTime } = video;
  URL.revokeObjectURL(video.src);
  return Number.isFinite(duration) ? duration : currentTime;
}
