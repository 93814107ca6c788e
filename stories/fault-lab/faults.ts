import type { Sandbox, SessionEnding } from '../../src/sandbox';

export interface Fault {
  name: string;
  /** The call that causes it, to copy into a test. */
  call: string;
  inject(sandbox: Sandbox): void;
}

const fault = (name: string, call: string, inject: (sandbox: Sandbox) => void): Fault => ({
  name,
  call,
  inject,
});

type NamedEnding = readonly [name: string, ending: SessionEnding];

const REFUSALS: readonly NamedEnding[] = [
  ['session limit', 'session_limit'],
  ['session limit, close alone', 'session_limit_close'],
  ['at capacity', 'capacity'],
  ['try again later', 'try_again_later'],
  ['policy', 'policy'],
  ['unauthorized', 'unauthorized'],
  ['model not allowed', 'model_not_allowed'],
  ['origin not allowed', 'origin_not_allowed'],
  ['no credits', 'insufficient_credits'],
];
const DROPS: readonly NamedEnding[] = [
  ['drop that it saw', 'disconnect'],
  ['1000 alone', 'normal_closure'],
];

/** Everything that can happen to a live session, by its origin. */
export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'Signaling is lost': [
    fault('1006 lost', 'sandbox.closeSignaling(1006)', (sandbox) => sandbox.closeSignaling(1006)),
    fault('1011 server error', 'sandbox.closeSignaling(1011)', (sandbox) => sandbox.closeSignaling(1011)),
    fault('1012 restart', 'sandbox.closeSignaling(1012)', (sandbox) => sandbox.closeSignaling(1012)),
  ],
  'The service refuses': [
    ...REFUSALS.map(([name, ending]) =>
      fault(`next start: ${name}`, `sandbox.refuseSessions('${ending}', { times: 1 })`, (sandbox) =>
        sandbox.refuseSessions(ending, { times: 1 }),
      ),
    ),
  ],
  'The service ends it': [
    ...[...REFUSALS, ...DROPS].map(([name, ending]) =>
      fault(name, `sandbox.endSessions('${ending}')`, (sandbox) => sandbox.endSessions(ending)),
    ),
    fault('time is up', "sandbox.endGeneration('session_duration_limit')", (sandbox) =>
      sandbox.endGeneration('session_duration_limit'),
    ),
    fault('credits used up', "sandbox.endGeneration('insufficient_credits')", (sandbox) =>
      sandbox.endGeneration('insufficient_credits'),
    ),
    fault('moderation', "sandbox.endGeneration('moderation_violation')", (sandbox) =>
      sandbox.endGeneration('moderation_violation'),
    ),
    fault('next prompt ends it', "sandbox.endAtNextChange('policy')", (sandbox) =>
      sandbox.endAtNextChange('policy'),
    ),
    fault('large images end it', 'sandbox.limitMessages(10_000)', (sandbox) => sandbox.limitMessages(10_000)),
  ],
  'Media is lost': [
    fault('LiveKit socket', 'sandbox.closeLiveKit()', (sandbox) => sandbox.closeLiveKit()),
    fault('LiveKit, resume refused', 'sandbox.closeLiveKit({ onResume: 401 })', (sandbox) =>
      sandbox.closeLiveKit({ onResume: 401 }),
    ),
    fault('node move', 'sandbox.moveNode()', (sandbox) => sandbox.moveNode()),
    fault('room deleted', 'sandbox.deleteRoom()', (sandbox) => sandbox.deleteRoom()),
  ],
  Network: [
    fault('offline for 3 s', 'sandbox.offline(3000)', (sandbox) => sandbox.offline(3000)),
    fault('silent', 'sandbox.goSilent()', (sandbox) => sandbox.goSilent()),
    fault('200 ms latency', 'sandbox.latency(200)', (sandbox) => sandbox.latency(200)),
    fault('half of the frames lost', 'sandbox.loseFrames(0.5)', (sandbox) => sandbox.loseFrames(0.5)),
    fault('picture frozen', 'sandbox.freezeMedia()', (sandbox) => sandbox.freezeMedia()),
  ],
  Tokens: [
    fault('expire', 'sandbox.expireTokens()', (sandbox) => sandbox.expireTokens()),
    fault('revoke', 'sandbox.revokeTokens()', (sandbox) => sandbox.revokeTokens()),
    fault('route refuses', 'sandbox.refuseTokens()', (sandbox) => sandbox.refuseTokens()),
  ],
  Service: [
    fault('queue of 3', 'sandbox.queue(3)', (sandbox) => sandbox.queue(3)),
    fault('waiting line, 1 slot', 'sandbox.capacity(1)', (sandbox) => sandbox.capacity(1)),
    fault('session limit 0', 'sandbox.limitSessions(0)', (sandbox) => sandbox.limitSessions(0)),
    fault('error message', "sandbox.sendError('model crashed')", (sandbox) =>
      sandbox.sendError('model crashed'),
    ),
    fault('reject every prompt', 'sandbox.rejectPrompts(/./)', (sandbox) => sandbox.rejectPrompts(/./)),
    fault('slow acks', 'sandbox.slowAcks(3000)', (sandbox) => sandbox.slowAcks(3000)),
  ],
  Repair: [fault('All faults off', 'sandbox.reset()', (sandbox) => sandbox.reset())],
};
