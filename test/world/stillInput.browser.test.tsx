import { expect, onTestFinished, test } from 'vitest';
import { stopAll } from '../../src/media/tracks';
import { hideTab } from '../support/hideTab';
import { averageColor, type Color, showStream, waitForColor, waitForFrame } from '../support/pixels';
import { renderStream } from '../support/renderStream';

const isBlue = ({ r, b }: Color) => b > r + 60;

/** A canvas that is drawn once, and was seen. */
async function stillCanvas(): Promise<MediaStream> {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D context');
  context.fillStyle = '#2060e0';
  context.fillRect(0, 0, 320, 180);
  const stream = canvas.captureStream(30);
  onTestFinished(() => stopAll(stream.getTracks()));
  const shown = showStream(stream);
  await waitForFrame(shown);
  shown.remove();
  return stream;
}

test('a canvas that was drawn once is visible, and so is the next prompt', async () => {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: await stillCanvas() });
  await view.reached('generating');
  await waitForColor(view.output, isBlue);
  await view.stream.setPrompt('film noir');
  const isGray = ({ r, g, b }: Color) => Math.max(r, g, b) - Math.min(r, g, b) < 40;
  await waitForColor(view.output, isGray);
  expect(view.sandbox.sessions).toHaveLength(1);
});

test('a canvas that nobody draws any more, as in a hidden tab, is visible again after a reconnect', async () => {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: await stillCanvas() });
  await view.reached('generating');
  await waitForColor(view.output, isBlue);
  view.sandbox.closeSignaling();
  await view.reached('reconnecting');
  await view.reached('generating');
  await waitForColor(view.output, isBlue);
  // It counts as a picture: otherwise the session would be lost repeatedly.
  expect(view.sandbox.sessions).toHaveLength(2);
  expect(view.errors).toEqual([]);
});

/** A picture that is drawn in animation frames, which a hidden tab doesn't get. */
function animatedCanvas() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const context = canvas.getContext('2d');
  const look = { color: '#2060e0' };
  const draw = () => {
    if (context) context.fillStyle = look.color;
    context?.fillRect(0, 0, 320, 180);
    requestAnimationFrame(draw);
  };
  draw();
  const stream = canvas.captureStream(30);
  onTestFinished(() => stopAll(stream.getTracks()));
  return { stream, look, draw };
}

test('a canvas drawn in animation frames, in a hidden tab: its last picture stays, even after a reconnect', async () => {
  const { stream, look, draw } = animatedCanvas();
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: stream });
  const seconds = () => view.sandbox.sessions.at(-1)?.seconds;
  await view.reached('generating');
  await waitForColor(view.output, isBlue);
  const showTab = hideTab();
  await expect.poll(seconds).toBeGreaterThan(5);
  expect(view.sandbox.sessions).toHaveLength(1);
  view.sandbox.closeSignaling();
  await view.reached('reconnecting');
  await view.reached('generating');
  await expect.poll(seconds).toBeGreaterThan(2);
  expect(view.sandbox.sessions).toHaveLength(2);
  await expect.poll(() => isBlue(averageColor(view.output))).toBe(true);
  showTab();
  look.color = '#e02020';
  draw();
  await waitForColor(view.output, ({ r, b }) => r > b + 60);
  expect(view.sandbox.sessions).toHaveLength(2);
  expect(view.errors).toEqual([]);
});
