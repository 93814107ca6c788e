import {
  aCloseCode,
  aFlag,
  aLimit,
  anyText,
  anyValue,
  aPattern,
  aPlace,
  aShare,
  aText,
  check,
  checkAll,
  checkSet,
  nameIn,
  oneOf,
  orNull,
  someMs,
  someTime,
  wholeFrom,
} from '../checks';
import { setBrowserOnline } from '../network/browserOnline';
import type { Network } from '../network/network';
import { checkEnding, nameOf } from '../signaling/endings';
import type { SessionRegistry } from '../signaling/sessionRegistry';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { type Conditions, NORMAL } from './conditions';
import { type Gates, STAGES, type StartStage } from './gates';
import type { SandboxFaults } from './sandboxFaults';

interface Parts {
  conditions: Conditions;
  gates: Gates;
  network: Network;
  sessions: SessionRegistry;
  tokens: TokenRegistry;
  note(what: string, detail?: string): void;
  isDisposed(): boolean;
}

const aStage = nameIn(STAGES);
const anErrorStatus = wholeFrom(400, 599);

function checkClose(name: string, code: unknown, reason: unknown): void {
  check(name, code, aCloseCode);
  check(`${name}.reason`, reason, anyText);
}

/** The faults of a sandbox's realtime half. */
export function createFaults(parts: Parts): SandboxFaults {
  const { conditions, gates, network, sessions, tokens, note, isDisposed } = parts;
  let backOnline: ReturnType<typeof setTimeout> | undefined;

  function set(change: Partial<Conditions>): void {
    Object.assign(conditions, change);
    for (const session of sessions.all) session.applyConditions();
  }

  function hold(stage: StartStage): () => void {
    checkSet('hold', stage, aStage);
    note('hold', stage);
    return gates.hold(stage);
  }

  const faults: SandboxFaults = {
    closeSignaling(code = 1006, reason = '') {
      checkClose('closeSignaling', code, reason);
      note('closeSignaling', String(code));
      for (const session of sessions.open) session.close(code, reason);
    },
    closeSignalingWhileConnecting(code = 1006, reason = '', times = 1) {
      checkClose('closeSignalingWhileConnecting', code, reason);
      check('closeSignalingWhileConnecting.times', times, wholeFrom(0));
      note('closeSignalingWhileConnecting', String(code));
      set({ closeWhileConnecting: { times, code, reason } });
    },
    refuseHandshake(count = Number.POSITIVE_INFINITY) {
      check('refuseHandshake', count, wholeFrom(0));
      note('refuseHandshake', String(count));
      set({ refusedHandshakes: count });
    },
    rejectKeyWithReason(on = true) {
      check('rejectKeyWithReason', on, aFlag);
      set({ keyRefusalHasReason: on });
    },
    refuseSessions(ending, options = {}) {
      if (ending !== null) checkEnding('refuseSessions', ending);
      checkAll('refuseSessions', options, { times: wholeFrom(0), retryAfter: anyValue });
      const { times = Number.POSITIVE_INFINITY, retryAfter } = options;
      note('refuseSessions', nameOf(ending));
      set({ refusal: ending && { ending, times, retryAfter } });
    },
    endSessions(ending, options = {}) {
      checkEnding('endSessions', ending);
      checkAll('endSessions', options, { retryAfter: anyValue });
      note('endSessions', nameOf(ending));
      for (const session of sessions.open) session.endAs(ending, options.retryAfter);
    },
    endAtNextChange(ending) {
      if (ending !== null) checkEnding('endAtNextChange', ending);
      note('endAtNextChange', nameOf(ending));
      set({ changeEnding: ending });
    },
    limitMessages(characters) {
      checkSet('limitMessages', characters, aLimit);
      note('limitMessages', String(characters));
      set({ maxMessageLength: characters });
    },
    capacity(slots) {
      checkSet('capacity', slots, aLimit);
      note('capacity', String(slots));
      set({ slots });
    },
    limitSessions(limit, options = {}) {
      checkSet('limitSessions', limit, aLimit);
      checkAll('limitSessions', options, { releaseMs: someTime });
      const { releaseMs = 0 } = options;
      note('limitSessions', String(limit));
      set({ sessionLimit: limit, sessionReleaseMs: releaseMs });
    },
    queue(place, options = {}) {
      checkSet('queue', place, aPlace);
      checkAll('queue', options, { intervalMs: someMs });
      const { intervalMs = 500 } = options;
      note('queue', String(place));
      set({ queue: place > 0 ? { place, intervalMs } : null });
    },
    sendError(text) {
      checkSet('sendError', text, aText);
      note('sendError', text);
      for (const session of sessions.open) session.fail(text);
    },
    endGeneration(reason = 'ended by the service') {
      check('endGeneration', reason, anyText);
      note('endGeneration', reason);
      for (const session of sessions.open) session.end(reason);
    },
    limitSessionTime(seconds) {
      checkSet('limitSessionTime', seconds, aLimit);
      note('limitSessionTime', String(seconds));
      set({ maxSessionSeconds: seconds });
    },
    rejectPrompts(pattern, message = 'Prompt rejected by content moderation') {
      checkSet('rejectPrompts', pattern, orNull(aPattern));
      check('rejectPrompts.message', message, anyText);
      note('rejectPrompts', String(pattern));
      set({ rejectedPrompts: pattern === null ? null : { pattern, message } });
    },
    rejectImages(message = 'Image rejected by content moderation') {
      check('rejectImages', message, orNull(anyText));
      note('rejectImages');
      set({ rejectedImages: message === null ? null : { message } });
    },
    slowAcks(ms) {
      checkSet('slowAcks', ms, someMs);
      note('slowAcks', `${ms} ms`);
      set({ ackDelayMs: ms });
    },
    closeLiveKit(options = {}) {
      checkAll('closeLiveKit', options, { onResume: oneOf('accept', 401, 503) });
      const { onResume = 'accept' } = options;
      note('closeLiveKit', `resume: ${onResume}`);
      set({ liveKitRefusal: onResume === 'accept' ? null : { status: onResume, resumesOnly: true } });
      for (const session of sessions.all) session.room?.loseSockets();
    },
    refuseLiveKit(status) {
      checkSet('refuseLiveKit', status, orNull(anErrorStatus));
      note('refuseLiveKit', String(status));
      set({ liveKitRefusal: status === null ? null : { status, resumesOnly: false } });
    },
    moveNode() {
      note('moveNode');
      for (const session of sessions.all) session.room?.moveNode();
    },
    deleteRoom() {
      note('deleteRoom');
      for (const session of sessions.all) session.room?.delete();
    },
    loseFrames(share) {
      checkSet('loseFrames', share, aShare);
      note('loseFrames', `${Math.round(share * 100)} %`);
      set({ frameLoss: share });
    },
    freezeMedia(on = true) {
      check('freezeMedia', on, aFlag);
      faults.loseFrames(on ? 1 : 0);
    },
    latency(ms) {
      checkSet('latency', ms, someMs);
      note('latency', `${ms} ms`);
      network.latencyMs = ms;
    },
    goSilent() {
      note('goSilent');
      set({ silent: true });
      network.hold();
    },
    resume() {
      note('resume');
      set({ silent: false });
      network.release();
    },
    offline(ms) {
      check('offline', ms, someMs);
      // The page would stay offline.
      if (isDisposed()) return;
      note('offline', ms === undefined ? undefined : `${ms} ms`);
      clearTimeout(backOnline);
      set({ offline: true });
      network.disconnect();
      setBrowserOnline(conditions, false);
      if (ms !== undefined) backOnline = setTimeout(faults.online, ms);
    },
    online() {
      clearTimeout(backOnline);
      if (!conditions.offline) return;
      note('online');
      set({ offline: false });
      network.connect();
      setBrowserOnline(conditions, true);
    },
    expireTokens() {
      note('expireTokens');
      tokens.expireAll();
    },
    revokeTokens() {
      note('revokeTokens');
      tokens.revokeAll();
    },
    refuseTokens(on = true) {
      check('refuseTokens', on, aFlag);
      note('refuseTokens', String(on));
      set({ tokensRefused: on });
    },
    advanceClock(ms) {
      checkSet('advanceClock', ms, someTime);
      tokens.advance(ms);
    },
    hold,
    holdSignaling: () => hold('signaling'),
    waitingAt(stage) {
      checkSet('waitingAt', stage, aStage);
      return gates.waiting(stage);
    },
    reset() {
      faults.online();
      faults.latency(0);
      set(NORMAL);
      network.release();
      gates.openAll();
    },
  };
  return faults;
}
