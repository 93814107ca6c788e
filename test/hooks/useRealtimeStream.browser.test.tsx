import { describe, expect, test } from 'vitest';
import { averageColor, distance, waitForColor } from '../support/pixels';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests } from '../support/resources';

const MODEL = 'lucy-2.5';
const isGray = ({ r, g, b }: { r: number; g: number; b: number }) =>
  Math.max(r, g, b) - Math.min(r, g, b) < 12;
const isPurple = ({ r, g, b }: { r: number; g: number; b: number }) => b > g + 30 && r > g + 10;

describe('camera in, transformed picture out', () => {
  test('under StrictMode: one camera, one token, one session, and the transformed pixels on screen', async () => {
    const view = renderStream({ model: MODEL, prompt: 'film noir', autoStart: true });
    await view.reached('generating');
    await waitForColor(view.output, isGray);
    expect(distance(averageColor(view.output), averageColor(view.input))).toBeGreaterThan(40);
    expect(view.output.videoWidth).toBe(1280);
    expect(cameraRequests()).toBe(1);
    expect(view.sandbox.tokenRequests).toBe(1);
    expect(view.sandbox.sessions).toHaveLength(1);
    expect(view.statuses).toEqual(['connecting', 'connected', 'generating']);
    expect(view.stream).toMatchObject({ promptStatus: 'applied', error: null, queue: null, phase: null });
    expect(view.stream.sessionId).toBeTruthy();

    view.unmount();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('a changed prompt is on screen', async () => {
    const view = renderStream({ model: MODEL, prompt: 'film noir', autoStart: true });
    await view.reached('generating');
    await waitForColor(view.output, isGray);
    view.render({ prompt: 'neon city' });
    await waitForColor(view.output, isPurple);
    expect(view.sandbox.sessions[0]?.prompt).toBe('neon city');
  });

  test('five seconds of live picture cause no commit', async () => {
    const view = renderStream({ model: MODEL, autoStart: true });
    await view.reached('generating');
    await expect.poll(() => view.output.videoWidth).toBeGreaterThan(0);
    const before = view.commits;
    await expect.poll(() => view.sandbox.sessions[0]?.seconds ?? 0).toBeGreaterThanOrEqual(5);
    expect(view.commits).toBe(before);
  });

  test('it can be stopped, and started again', async () => {
    const view = renderStream({ model: MODEL, prompt: 'film noir' });
    expect(view.stream.status).toBe('idle');
    await view.stream.start();
    expect(['connected', 'generating']).toContain(view.stream.session.getSnapshot().status);
    await view.stream.stop();
    await view.reached('idle');
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.stream.remoteStream).toBeNull();
    await view.stream.start();
    await view.reached('generating');
    await waitForColor(view.output, isGray);
    expect(view.sandbox.sessions.filter(({ open }) => open)).toHaveLength(1);
  });

  test("the caller's own stream goes in, and is never stopped", async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext('2d');
    const timer = setInterval(() => {
      if (!context) return;
      context.fillStyle = '#ff0000';
      context.fillRect(0, 0, 640, 360);
    }, 33);
    const input = canvas.captureStream(30);
    const view = renderStream({ model: MODEL, input, autoStart: true });
    await view.reached('generating');
    await waitForColor(view.output, ({ r, g, b }) => r > 180 && g < 70 && b < 70);
    expect(cameraRequests()).toBe(0);
    expect(view.stream.localStream).toBe(input);
    view.unmount();
    clearInterval(timer);
    expect(input.getVideoTracks()[0]?.readyState).toBe('live');
    for (const track of input.getTracks()) track.stop();
  });

  test('without an input, nothing is published', async () => {
    const view = renderStream({ model: MODEL, input: null, prompt: 'film noir', autoStart: true });
    await view.reached('connected');
    expect(cameraRequests()).toBe(0);
    expect(view.sandbox.sessions[0]?.publishedTracks).toEqual([]);
  });

  test('the microphone is sent on request, with one permission prompt for both', async () => {
    const view = renderStream({ model: MODEL, microphone: true, autoStart: true });
    await view.reached('generating');
    expect(cameraRequests()).toBe(1);
    expect([...(view.sandbox.sessions[0]?.publishedTracks ?? [])].sort()).toEqual(['audio', 'video']);
    await view.stream.stop();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('a mirrored camera arrives mirrored', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext('2d');
    const timer = setInterval(() => {
      if (!context) return;
      context.fillStyle = '#00f';
      context.fillRect(0, 0, 640, 360);
      context.fillStyle = '#f00';
      context.fillRect(0, 0, 320, 360);
    }, 33);
    const view = renderStream({
      model: MODEL,
      input: canvas.captureStream(30),
      mirror: true,
      autoStart: true,
    });
    await view.reached('generating');
    await expect.poll(() => view.output.videoWidth).toBeGreaterThan(0);
    await expect
      .poll(() => averageColor(view.output, { x: 0.6, y: 0.3, width: 0.3, height: 0.3 }).r)
      .toBeGreaterThan(150);
    clearInterval(timer);
  });
});

describe('prompt and image', () => {
  test('set before the start, they wait for it', async () => {
    const view = renderStream({ model: MODEL });
    const outcome = view.stream.setPrompt('film noir');
    await view.stream.start();
    expect(await outcome).toBe('applied');
    expect(view.sandbox.sessions[0]?.prompt).toBe('film noir');
  });

  test('a change that waits is aborted by stop()', async () => {
    const view = renderStream({ model: MODEL });
    const release = view.sandbox.holdSignaling();
    void view.stream.start();
    const outcome = view.stream.setPrompt('film noir');
    outcome.catch(() => {});
    await expect.poll(() => view.sandbox.waitingAt('signaling')).toBe(1);
    await view.stream.stop();
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
    release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('an empty prompt is refused at once, and nothing is lost', async () => {
    const view = renderStream({ model: MODEL, prompt: 'film noir', autoStart: true });
    await view.reached('generating');
    await expect(view.stream.setPrompt('  ')).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    expect(view.stream.status).toBe('generating');
    expect(view.sandbox.sessions[0]?.prompt).toBe('film noir');
  });

  test('a new prompt leaves the reference image alone; null clears it', async () => {
    const canvas = new OffscreenCanvas(32, 32);
    canvas.getContext('2d')?.fillRect(0, 0, 32, 32);
    const image = await canvas.convertToBlob();
    const view = renderStream({ model: MODEL, prompt: 'film noir', image, autoStart: true });
    await view.reached('generating');
    expect(view.sandbox.sessions[0]?.image).toBeTruthy();
    expect(await view.stream.setPrompt('neon city')).toBe('applied');
    expect(view.sandbox.sessions[0]?.image).toBeTruthy();
    expect(await view.stream.setImage(null)).toBe('applied');
    expect(view.sandbox.sessions[0]).toMatchObject({ image: null, prompt: 'neon city' });
  });

  test("an image that can't be loaded is reported, and the session continues", async () => {
    const view = renderStream({ model: MODEL, autoStart: true });
    await view.reached('generating');
    await expect(view.stream.setImage('/no-such-image.png?404')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(view.stream.status).toBe('generating');
  });

  test('a prompt that moderation rejects says why, and the old look stays', async () => {
    const view = renderStream({ model: MODEL, prompt: 'film noir', autoStart: true });
    await view.reached('generating');
    view.sandbox.rejectPrompts(/forbidden/, 'That is not shown here.');
    await expect(view.stream.setPrompt('forbidden things')).rejects.toMatchObject({
      code: 'PROMPT_REJECTED',
      message: expect.stringContaining('That is not shown here.'),
    });
    await expect.poll(() => view.stream.promptStatus).toBe('rejected');
    expect(view.stream).toMatchObject({ status: 'generating', error: null });
    expect(view.stream.promptError?.code).toBe('PROMPT_REJECTED');
    expect(view.sandbox.sessions[0]?.prompt).toBe('film noir');
  });
});
