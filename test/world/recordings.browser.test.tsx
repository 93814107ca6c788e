// A recording that is sent to somebody, with the sound of the person who made it.
import { expect, onTestFinished, test } from 'vitest';
import { createRecorder, type RecorderOptions } from '../../src/capture/recorder';
import { createClapper, decode, flashDelay, shownDuration, soundDelay, WEBM } from '../support/clapper';
import { renderStream } from '../support/renderStream';

/** A small one, for busy machines. */
const MODEL = { name: 'small', urlPath: '/v1/stream', width: 320, height: 180, fps: 30 };

/** As slow as the service, because sound can't be moved earlier. */
const LATENCY_MS = 300;

async function liveClapper() {
  const clapper = await createClapper(LATENCY_MS);
  const input = new MediaStream([...clapper.late.getVideoTracks(), ...clapper.stream.getAudioTracks()]);
  const view = renderStream({ model: MODEL, autoStart: true, input });
  await view.reached('generating');
  const recorder = createRecorder();
  onTestFinished(recorder.follow(view.stream.session));
  async function record(options: RecorderOptions, seconds: number) {
    recorder.setOptions(options);
    recorder.start();
    const recordedFor = () => Date.now() - (recorder.getSnapshot().startedAt ?? Date.now());
    await expect.poll(recordedFor, { timeout: 20_000 }).toBeGreaterThan(seconds * 1000);
    const elapsed = recordedFor() / 1000;
    const [part] = (await recorder.stop())?.parts ?? [];
    if (!part?.blob) throw new Error('Nothing was recorded.');
    return { blob: part.blob, seconds: part.seconds, elapsed };
  }
  return { view, clapper, recorder, record };
}

test('a recording has no sound that its person has muted', async () => {
  const { clapper, record } = await liveClapper();
  const muted = record({ microphone: true, mimeType: WEBM }, 3);
  for (const track of clapper.stream.getAudioTracks()) track.enabled = false;
  // What was said earlier comes later.
  const { hasAudio, beeps } = await decode((await muted).blob);
  expect(hasAudio).toBe(true);
  expect(beeps.filter((at) => at > 1)).toEqual([]);
});

test('a recording has no sound unless it is requested', async () => {
  const { record } = await liveClapper();
  expect(await decode((await record({ mimeType: WEBM }, 1)).blob)).toMatchObject({ hasAudio: false });
});

test("a recording of a live session is whole, with its person's sound in time with the picture", {
  tags: ['long'],
}, async () => {
  const { view, record } = await liveClapper();
  const audioDelay = await flashDelay(view.output);
  const mimeType = 'video/webm;codecs=vp9,opus';
  const recording = await record({ microphone: true, mimeType, audioDelay }, 5);
  const { videoEnd, audioEnd, ...marks } = await decode(recording.blob);
  expect(marks.beeps.length).toBeGreaterThan(2);
  expect(Math.abs(soundDelay(marks))).toBeLessThan(50);
  for (const length of [videoEnd, audioEnd, recording.seconds, await shownDuration(recording.blob)]) {
    expect(Math.abs(length - recording.elapsed)).toBeLessThan(0.6);
  }
});
