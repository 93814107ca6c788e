// A page that may not use the camera, whatever its visitor allows: the page around its frame or its own server forbids
// it.
import { expect, inject, onTestFinished, test } from 'vitest';
import type { FramedReport } from '../support/framedPage';

/** A player at another origin, in a frame. */
function openFrame({ allow, policy = '', microphone = false }: Frame) {
  const frame = document.createElement('iframe');
  if (allow !== undefined) frame.allow = allow;
  const query = new URLSearchParams({ policy, ...(microphone && { microphone: 'on' }) });
  frame.src = `${inject('framedUrl')}/?${query}`;
  let last: FramedReport | undefined;
  let most = 0;
  const onMessage = ({ source, data }: MessageEvent<FramedReport>) => {
    if (source !== frame.contentWindow) return;
    last = data;
    most = Math.max(most, data.sessions);
  };
  addEventListener('message', onMessage);
  document.body.append(frame);
  onTestFinished(() => {
    removeEventListener('message', onMessage);
    frame.remove();
  });
  return {
    report: () => last,
    sessions: () => most,
    reached: (status: FramedReport['status']) =>
      expect.poll(() => last?.status, { timeout: 40_000 }).toBe(status),
  };
}

interface Frame {
  /** Of the `<iframe>`. */
  allow?: string;
  /** The `Permissions-Policy` header of the page in it. */
  policy?: string;
  microphone?: boolean;
}

test.for<[string, Frame, string]>([
  ['in a frame without `allow`', {}, 'camera'],
  ['in a frame that allows only full screen', { allow: 'fullscreen' }, 'camera'],
  ['whose header forbids it', { allow: 'camera; microphone', policy: 'camera=()' }, 'camera'],
  [
    'in a frame that allows the camera alone, with sound',
    { allow: 'camera', microphone: true },
    'microphone',
  ],
  [
    'whose header forbids the microphone, with sound',
    { allow: 'camera; microphone', policy: 'microphone=()', microphone: true },
    'microphone',
  ],
])('a page %s: one sentence says so, and no session is opened', async ([, options, device]) => {
  const frame = openFrame(options);
  await frame.reached('error');
  const forbidden = `The ${device} can’t be used on this page.`;
  await expect.poll(() => frame.report()?.text).toContain(forbidden);
  const { error, text = '' } = frame.report() ?? {};
  expect(error).toMatchObject({
    code: `${device.toUpperCase()}_DENIED_BY_POLICY`,
    message: expect.stringMatching(
      /Its <iframe> needs allow="camera; microphone", or its Permissions-Policy header/,
    ),
  });
  // Advice for a visitor who blocked it would be wrong here.
  expect(text).not.toMatch(/icon|settings|allow/i);
  expect(frame.sessions()).toBe(0);
});

test('a frame with `allow`, and a header that allows it: the session is live', async () => {
  const frame = openFrame({ allow: 'camera; microphone', policy: 'camera=(self)', microphone: true });
  await frame.reached('generating');
  expect(frame.report()).toMatchObject({ error: null, sessions: 1, permission: 'granted' });
});
