import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import type { Recording } from '../../src/capture/recorder';
import type { RecordingPart } from '../../src/capture/recordFile';
import { MicrophonePicker } from '../../src/components/controls/MicrophonePicker';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { replace } from '../../test/support/replace';
import { isLive } from '../support/live';

const onRecorded = fn<(recording: Recording) => void>();
/** The samples of a sound, from -1 to 1. */
const AUDIBLE = 0.01;
const SILENT = 0.002;

/** The sound that arrives at the other ends of the page's connections. */
let arrived: MediaStreamTrack[] = [];

function watchArrivals(): () => void {
  const Native = window.RTCPeerConnection;
  arrived = [];
  return replace(
    window,
    'RTCPeerConnection',
    class extends Native {
      constructor(...args: ConstructorParameters<typeof Native>) {
        super(...args);
        this.addEventListener('track', ({ track }) => {
          if (track.kind === 'audio') arrived.push(track);
        });
      }
    },
  );
}

const loudest = (samples: Float32Array) => samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** Returns how loud a source was in the last half second. */
function meter(context: AudioContext, source: AudioNode): () => number {
  const analyser = new AnalyserNode(context, { fftSize: 32_768 });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    return loudest(samples);
  };
}

async function listenTo(track: MediaStreamTrack) {
  const stream = new MediaStream([track]);
  const context = new AudioContext();
  await context.resume();
  // Chromium decodes a received sound only if an element plays it.
  const player = new Audio();
  player.muted = true;
  player.srcObject = stream;
  await player.play();
  return {
    peak: meter(context, context.createMediaStreamSource(stream)),
    close() {
      player.srcObject = null;
      void context.close();
    },
  };
}

/** Plays a recording to its end, as its receiver would. */
async function playBack({ blob, seconds, elapsed }: RecordingPart & { elapsed: number }) {
  const context = new AudioContext();
  await context.resume();
  const video = document.createElement('video');
  video.src = URL.createObjectURL(blob ?? new Blob());
  const happened = (event: 'loadedmetadata' | 'ended' | 'seeked') =>
    new Promise((resolve, reject) => {
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
    });
  await happened('loadedmetadata');
  const { duration, videoWidth } = video;
  const peak = meter(context, context.createMediaElementSource(video));
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, peak());
  }, 100);
  const ended = happened('ended');
  await video.play();
  await ended;
  clearInterval(timer);
  const sought = happened('seeked');
  video.currentTime = 1;
  await sought;
  const { currentTime } = video;
  URL.revokeObjectURL(video.src);
  await context.close();
  return { lengths: [seconds, duration], elapsed, videoWidth, peak: most, currentTime };
}

/** A person's sound: while it is sent, at the other end, and in a recording. */
const meta = {
  title: 'World/Sound',
  component: RealtimeVideo,
  tags: ['world', '!dev', '!autodocs'],
  args: {
    model: 'lucy-2.5',
    prompt: 'forest',
    autoStart: true,
    microphone: true,
    controls: (
      <>
        <RecordButton microphone onRecorded={onRecorded} />
        <MicrophonePicker />
      </>
    ),
  },
  // The fake microphone of the browser, rather than our own.
  globals: { camera: 'auto' },
  beforeEach: watchArrivals,
} satisfies Meta<typeof RealtimeVideo>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Microphone: Story = {
  async play(context) {
    const { canvasElement, step } = context;
    const player = within(canvasElement);
    const record = async () => {
      onRecorded.mockClear();
      const button = player.getByRole('button', { name: 'Record' });
      await userEvent.click(button);
      const begun = performance.now();
      await waitFor(() => expect(button).toHaveTextContent(/0:0[2-9]/));
      const elapsed = (performance.now() - begun) / 1000;
      await userEvent.click(button);
      await waitFor(() => expect(onRecorded).toHaveBeenCalledOnce());
      const [part] = onRecorded.mock.lastCall?.[0].parts ?? [];
      if (!part) throw new Error('Nothing was recorded.');
      return { ...part, elapsed };
    };
    await isLive(canvasElement);
    await waitFor(() => expect(arrived).toHaveLength(1));
    const [track] = arrived;
    if (!track) throw new Error('No sound arrived.');
    const sound = await listenTo(track);
    try {
      await step('it is heard at the other end', async () => {
        await waitFor(() => expect(sound.peak()).toBeGreaterThan(AUDIBLE));
      });
      await step(
        'it is in a recording, which shows its length, plays to its end, and can be sought',
        async () => {
          const played = await playBack(await record());
          await expect(played.peak).toBeGreaterThan(AUDIBLE);
          for (const length of played.lengths) {
            // On a busy machine, the encoder misses the first frames.
            await expect(length).toBeGreaterThan(played.elapsed - 1.5);
            await expect(length).toBeLessThan(played.elapsed + 0.6);
          }
          await expect(played.videoWidth).toBeGreaterThan(100);
          await expect(played.currentTime).toBe(1);
        },
      );
      await step('turned off, it is neither heard nor recorded', async () => {
        await userEvent.selectOptions(player.getByRole('combobox', { name: 'Microphone' }), 'Microphone off');
        await waitFor(() => expect(sound.peak()).toBeLessThan(SILENT));
        const { peak } = await playBack(await record());
        await expect(peak).toBeLessThan(SILENT);
        await expect(sound.peak()).toBeLessThan(SILENT);
      });
      await expect(sandboxOf(context).sessions).toHaveLength(1);
    } finally {
      sound.close();
    }
  },
};
