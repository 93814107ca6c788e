// What can happen to a live session, and the expected outcome.
import { expect } from 'vitest';
import type { DecartErrorCode } from '../../src/errors/codes';
import type { Sandbox } from '../../src/sandbox';
import type { SessionEnding } from '../../src/sandbox/signaling/endings';
import { noiseImage } from '../support/media';
import type { renderStream } from '../support/renderStream';

type View = ReturnType<typeof renderStream>;

export interface Fault {
  name: string;
  /** What the user sees. */
  sees: string;
  /** Before the session starts. */
  prepare?(sandbox: Sandbox): void;
  /** When it is live. Resolves when the time to the picture starts to count. */
  act?(view: View): void | Promise<void>;
  /** Whether it shows as a reconnect. @defaultValue true */
  reconnects?: boolean;
  /** It waits in a queue before it is live. */
  waits?: boolean;
  /** How many tokens the session takes, its first included. @defaultValue 1 */
  tokens?: number;
  /** The error that is reported while the session continues. */
  tells?: DecartErrorCode[];
  /** Instead of surviving. */
  ends?: 'idle' | 'ended' | 'error';
  /** The error that it ends with. */
  code?: DecartErrorCode;
  /** It ends before it is live. */
  isRefused?: boolean;
  /** The prompt that applies afterwards, if not the requested one. */
  prompt?: string | null;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function videoTracks({ srcObject }: HTMLVideoElement): MediaStreamTrack[] {
  if (!(srcObject instanceof MediaStream)) throw new Error('no stream is shown');
  return srcObject.getVideoTracks();
}

const endCamera = (view: View) => {
  for (const track of videoTracks(view.input)) {
    // Simulates an unplugged camera.
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
};

const signalingClosed = ([1006, 1011, 1012, 1013] as const).flatMap((code): Fault[] => [
  {
    name: `signaling closed with ${code}`,
    sees: 'the camera continues, in the look that was set last',
    act: ({ sandbox }) => sandbox.closeSignaling(code),
  },
  {
    name: `token expired, then signaling closed with ${code}`,
    sees: 'the picture is back, with a fresh token',
    tokens: 2,
    act({ sandbox }) {
      sandbox.expireTokens();
      sandbox.closeSignaling(code);
    },
  },
]);

export const FAULTS: Fault[] = [
  ...signalingClosed,
  {
    name: 'token revoked, then signaling closed',
    sees: 'the picture is back, with a fresh token',
    tokens: 2,
    act({ sandbox }) {
      sandbox.revokeTokens();
      sandbox.closeSignaling();
    },
  },
  {
    name: 'signaling lost while the media is being connected',
    sees: 'it counts as live once it answers, and no sooner',
    prepare: (sandbox) => sandbox.closeSignalingWhileConnecting(),
    reconnects: false,
  },
  { name: 'room deleted', sees: 'the picture is back', act: ({ sandbox }) => sandbox.deleteRoom() },
  {
    name: 'moved to another node',
    sees: 'the picture moves on',
    async act({ sandbox, output }) {
      const before = videoTracks(output);
      sandbox.moveNode();
      // Earlier frames are from the old node.
      await expect.poll(() => videoTracks(output).some((track) => !before.includes(track))).toBe(true);
    },
    reconnects: false,
  },
  {
    name: 'LiveKit socket lost, resume accepted',
    sees: 'the picture moves on',
    act: ({ sandbox }) => sandbox.closeLiveKit({ onResume: 'accept' }),
    reconnects: false,
  },
  {
    name: 'LiveKit socket lost, resume refused with 401',
    sees: 'the picture is back',
    act: ({ sandbox }) => sandbox.closeLiveKit({ onResume: 401 }),
  },
  {
    name: 'LiveKit socket lost, resume refused with 503',
    sees: 'the picture moves on',
    // LiveKit rejoins by itself.
    act: ({ sandbox }) => sandbox.closeLiveKit({ onResume: 503 }),
    reconnects: false,
  },
  {
    name: 'network offline for 3 s',
    sees: 'the last picture stays until the next',
    async act({ sandbox }) {
      sandbox.offline(3000);
      await sleep(3000);
    },
  },
  { name: 'camera unplugged', sees: 'the camera continues', act: endCamera, reconnects: false },
  {
    name: 'camera swapped',
    sees: 'the other camera is shown, in the same session',
    act: (view) => view.render({ input: { width: 640, height: 360 } }),
    reconnects: false,
  },
  {
    name: 'server error in mid-session',
    sees: 'the error is told, and the picture moves on',
    act: ({ sandbox }) => sandbox.sendError('hiccup'),
    reconnects: false,
    tells: ['WEBRTC_SERVER_ERROR'],
  },
  {
    name: 'moderation rejects the initial prompt',
    sees: 'the picture comes, with the reference image',
    prepare: (sandbox) => sandbox.rejectPrompts(/./),
    reconnects: false,
    prompt: null,
  },
  {
    name: 'moderation rejects a later prompt',
    sees: 'the previous look stays',
    act(view) {
      view.sandbox.rejectPrompts(/forbidden/);
      view.render({ prompt: 'forbidden' });
    },
    reconnects: false,
  },
  {
    name: 'time limit reached',
    sees: 'it has ended, and no second session opens',
    act: ({ sandbox }) => sandbox.endGeneration('session_duration_limit'),
    ends: 'ended',
  },
  {
    name: 'queue of 40, then unmounted',
    sees: 'nothing is left open',
    prepare: (sandbox) => sandbox.queue(40, { intervalMs: 25 }),
    act: (view) => view.unmount(),
    ends: 'idle',
  },
];

const FINAL: [ending: SessionEnding, words: string, code: DecartErrorCode, sees: string][] = [
  ['session_limit', 'session limit reached', 'CONCURRENCY_LIMIT', 'the account has no session left'],
  ['session_limit_close', 'session limit reached, in the close alone', 'CONCURRENCY_LIMIT', 'the same'],
  ['policy', 'prompt or image against the policy', 'POLICY_VIOLATION', 'what was asked for is not allowed'],
  ['unauthorized', 'key refused', 'UNAUTHORIZED', 'access was refused'],
  ['model_not_allowed', 'model not allowed', 'MODEL_NOT_ALLOWED', 'the model is not available'],
  ['origin_not_allowed', 'origin not allowed', 'ORIGIN_NOT_ALLOWED', 'this page may not do it'],
  ['insufficient_credits', 'no credits', 'INSUFFICIENT_CREDITS', 'there are no credits left'],
];

/** How the service refuses or ends a session, in its own words. */
export const ENDINGS: Fault[] = [
  ...FINAL.flatMap(([ending, words, code, sees]): Fault[] => [
    {
      name: `refused: ${words}`,
      sees,
      prepare: (sandbox) => sandbox.refuseSessions(ending),
      isRefused: true,
      ends: 'error',
      code,
    },
    {
      name: `ended: ${words}`,
      act: ({ sandbox }) => sandbox.endSessions(ending),
      // The key may have expired: one more is tried.
      ...(ending === 'unauthorized'
        ? { sees: 'the picture is back, with a fresh token', tokens: 2 }
        : { sees, ends: 'error', code }),
    },
  ]),
  {
    name: 'refused once: at capacity',
    sees: 'it waits, and the picture comes',
    prepare: (sandbox) => sandbox.refuseSessions('capacity', { retryAfter: 1, times: 1 }),
    waits: true,
    reconnects: false,
  },
  {
    name: 'refused once: try again later',
    sees: 'the picture comes',
    prepare: (sandbox) => sandbox.refuseSessions('try_again_later', { times: 1 }),
    reconnects: false,
  },
  {
    name: 'ended: at capacity',
    sees: 'it waits, and the picture is back',
    act: ({ sandbox }) => sandbox.endSessions('capacity', { retryAfter: 1 }),
  },
  {
    name: 'ended: 1013 with an unknown reason',
    sees: 'the picture is back',
    act: ({ sandbox }) => sandbox.endSessions({ code: 1013, reason: 'Something New' }),
  },
  ...(['try_again_later', 'disconnect', 'normal_closure'] as const).map(
    (ending): Fault => ({
      name: `ended: ${ending.replaceAll('_', ' ')}`,
      sees: 'the picture is back',
      act: ({ sandbox }) => sandbox.endSessions(ending),
    }),
  ),
  {
    name: 'ended: moderation',
    sees: 'it has ended, and no second session opens',
    act: ({ sandbox }) => sandbox.endGeneration('moderation_violation'),
    ends: 'ended',
  },
  {
    name: 'ended: credits used up',
    sees: 'it has ended, and no second session opens',
    act: ({ sandbox }) => sandbox.endGeneration('insufficient_credits'),
    ends: 'ended',
  },
  {
    name: 'a later prompt ends it: against the policy',
    sees: 'what was asked for is not allowed',
    act(view) {
      view.sandbox.endAtNextChange('policy');
      view.render({ prompt: 'forbidden' });
    },
    ends: 'error',
    code: 'POLICY_VIOLATION',
  },
  {
    name: 'a later image ends it: too big for the service',
    sees: 'the picture is back, with the previous image',
    async act(view) {
      view.sandbox.limitMessages(4000);
      view.render({ image: await noiseImage(128) });
    },
  },
];

export const SILENCE: Fault = {
  name: 'server silent for 20 s',
  sees: 'the last picture stays until the next',
  async act({ sandbox }) {
    sandbox.goSilent();
    // Eight in `npm test`: longer than the silence that counts as a loss.
    await sleep(import.meta.env.VITE_FAULTS_TABLE ? 20_000 : 8000);
    sandbox.resume();
  },
};
