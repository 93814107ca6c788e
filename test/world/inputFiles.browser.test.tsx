// Files that people really have, as the input of a session.
import { expect, test } from 'vitest';
import { isBlue, isRed } from '../support/pictures';
import { type Color, waitForColor } from '../support/pixels';
import { realFile } from '../support/realFile';
import { renderStream } from '../support/renderStream';

type View = ReturnType<typeof renderStream>;

const isBlack = ({ r, g, b }: Color) => r + g + b < 30;
const isGreen = ({ r, g, b }: Color) => g > r + 40 && g > b + 20;
const isWhite = ({ r, g, b }: Color) => Math.min(r, g, b) > 200;

const TOP = { x: 0.3, y: 0.15, width: 0.4, height: 0.15 };
const BOTTOM = { x: 0.3, y: 0.7, width: 0.4, height: 0.15 };
const CORNER = { x: 0.02, y: 0.85, width: 0.08, height: 0.1 };

async function isUpright({ output }: View) {
  await waitForColor(output, isRed, 20_000, TOP);
  await waitForColor(output, isBlue, 20_000, BOTTOM);
  expect(output.videoHeight).toBeGreaterThan(output.videoWidth);
}

/** It is played to its end, not only to its first frame. */
async function isPlayed(view: View) {
  await waitForColor(view.output, (color) => !isBlack(color));
  await waitForColor(view.output, isBlack);
  expect(view.stream.inputStatus).toBe('ended');
}

test.for<[string, (view: View) => Promise<unknown>]>([
  ['portrait.jpg', isUpright],
  ['transparent.png', ({ output }) => waitForColor(output, isWhite, 20_000, CORNER)],
  ['animated.gif', ({ output }) => waitForColor(output, isRed)],
  ['huge.jpg', ({ output }) => waitForColor(output, isGreen)],
  ['variable-frame-rate.mp4', isPlayed],
  ['no-duration.webm', isPlayed],
])('%s is sent as it looks', async ([name, isSeen]) => {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: await realFile(name) });
  await view.reached('generating');
  await isSeen(view);
  expect(view.errors).toEqual([]);
  expect(view.sandbox.sessions).toHaveLength(1);
});

test.for([
  ['broken.jpg', "(broken.jpg) can't be shown by this browser"],
  ['photo.heic', "(photo.heic) can't be shown by this browser"],
  ['hevc.mov', "(hevc.mov) can't be played by this browser"],
])('%s cannot be sent: the error names it, and no session is opened', async ([name = '', says = '']) => {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: await realFile(name) });
  await view.reached('error');
  expect(view.stream.error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(says) });
  expect(view.sandbox.sessions).toHaveLength(0);
});
