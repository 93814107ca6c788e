/** @module-tag long */
import { expect, onTestFinished, test } from 'vitest';
import { createRecorder } from '../../src/capture/recorder';
import { createSwitchableAudioTrack } from '../../src/media/switchableAudioTrack';
import { createStore } from '../../src/store/store';
import { createClapper, decode, shownDuration, soundDelay, WEBM } from '../support/clapper';

/** Records a clapper whose video is late, like a session's, with its sound as a session sends it. */
async function recordLate(options: { latency: number; measured?: number }) {
  const { late, audio } = await createClapper(options.latency);
  const sent = createSwitchableAudioTrack();
  sent.setSource(audio ?? undefined);
  onTestFinished(sent.close);
  const recorder = createRecorder();
  recorder.setOptions({ microphone: true, mimeType: WEBM });
  const source = {
    ...createStore({ status: 'generating', remoteStream: late }),
    audioStore: createStore(sent.track ?? null),
    statsStore: createStore({ glassToGlass: { medianMs: options.measured ?? null } }),
  };
  onTestFinished(recorder.follow(source));
  recorder.start();
  const recordedFor = () => Date.now() - (recorder.getSnapshot().startedAt ?? Date.now());
  await expect.poll(recordedFor).toBeGreaterThan(4000);
  const elapsed = recordedFor() / 1000;
  const [part] = (await recorder.stop())?.parts ?? [];
  if (!part?.blob) throw new Error('Nothing was recorded.');
  const decoded = await decode(part.blob);
  const lengths = [decoded.videoEnd, decoded.audioEnd, part.seconds, await shownDuration(part.blob)];
  return { elapsed, lengths, heardLate: soundDelay(decoded) };
}

test.each([{ latency: 400, measured: 400 }, { latency: 250 }])(
  "a person's sound is in time with their picture, and the file shows its length: $latency ms",
  async (options) => {
    const { elapsed, lengths, heardLate } = await recordLate(options);
    expect(Math.abs(heardLate)).toBeLessThan(50);
    for (const length of lengths) expect(Math.abs(length - elapsed)).toBeLessThan(0.4);
  },
);
