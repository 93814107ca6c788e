import { aLimit, aShare, check, nameIn, type Rule, someMs } from '../checks';
import { setBrowserOnline } from '../network/browserOnline';
import type { Network } from '../network/network';
import { isEnding, nameOf } from '../signaling/endings';
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
const anEnding: Rule = {
  must: "one of the endings in its type, such as 'session_limit'",
  accepts: isEnding,
};

/** The faults of a sandbox's realtime half. */
export function createFaults(parts: Parts): SandboxFaults {
  const { conditions, gates, network, sessions, tokens, note, isDisposed } = parts;
  let backOnline: ReturnType<typeof setTimeout> | undefined;

  function set(change: Partial<Conditions>): void {
    Object.assign(conditions, change);
    for (const session of sessions.all) session.applyConditions();
  }

  function hold(stage: StartStage): () => void {
    check('hold', stage, aStage);
    note('hold', stage);
    return gates.hold(stage);
  }

  const faults: SandboxFaults = {
    closeSignaling(code = 1006, reason = '') {
      note('closeSignaling', String(code));
      for (const session of sessions.open) session.close(code, reason);
    },
    closeSignalingWhileConnecting(code = 1006, reason = '', times = 1) {
      note('closeSignalingWhileConnecting', String(code));
      set({ closeWhileConnecting: { times, code, reason } });
    },
    refuseHandshake(count = Number.POSITIVE_INFINITY) {
      check('refuseHandshake', count, aLimit);
      note('refuseHandshake', String(count));
      set({ refusedHandshakes: count });
    },
    rejectKeyWithReason(on = true) {
      set({ keyRefusalHasReason: on });
    },
    refuseSessions(ending, { times = Number.POSITIVE_INFINITY, retryAfter } = {}) {
      check('refuseSessions', ending ?? undefined, anEnding);
      check('refuseSessions.times', times, aLimit);
      note('refuseSessions', nameOf(ending));
      set({ refusal: ending && { ending, times, retryAfter } });
    },
    endSessions(ending, { retryAfter } = {}) {
      check('endSessions', ending, anEnding);
      note('endSessions', nameOf(ending));
      for (const session of sessions.open) session.endAs(ending, retryAfter);
    },
    endAtNextChange(ending) {
      check('endAtNextChange', ending ?? undefined, anEnding);
      note('endAtNextChange', nameOf(ending));
      set({ changeEnding: ending });
    },
    limitMessages(characters) {
      check('limitMessages', characters, aLimit);
      note('limitMessages', String(characters));
      set({ maxMessageLength: characters });
    },
    capacity(slots) {
      check('capacity', slots, aLimit);
      note('capacity', String(slots));
      set({ slots });
    },
    limitSessions(limit) {
      check('limitSessions', limit, aLimit);
      note('limitSessions', String(limit));
      set({ sessionLimit: limit });
    },
    queue(place, { intervalMs = 500 } = {}) {
      check('queue', place, aLimit);
      check('queue.intervalMs', intervalMs, someMs);
      note('queue', String(place));
      set({ queue: place > 0 ? { place, intervalMs } : null });
    },
    sendError(text) {
      note('sendError', text);
      for (const session of sessions.open) session.fail(text);
    },
    endGeneration(reason = 'ended by the service') {
      note('endGeneration', reason);
      for (const session of sessions.open) session.end(reason);
    },
    limitSessionTime(seconds) {
      check('limitSessionTime', seconds, aLimit);
      note('limitSessionTime', String(seconds));
      set({ maxSessionSeconds: seconds });
    },
    rejectPrompts(pattern, message = 'Prompt rejected by content moderation') {
      note('rejectPrompts', String(pattern));
      set({ rejectedPrompts: pattern === null ? null : { pattern, message } });
    },
    rejectImages(message = 'Image rejected by content moderation') {
      note('rejectImages');
      set({ rejectedImages: message === null ? null : { message } });
    },
    slowAcks(ms) {
      check('slowAcks', ms, someMs);
      note('slowAcks', `${ms} ms`);
      set({ ackDelayMs: ms });
    },
    closeLiveKit({ onResume = 'accept' } = {}) {
      note('closeLiveKit', `resume: ${onResume}`);
      set({ liveKitRefusal: onResume === 'accept' ? null : { status: onResume, resumesOnly: true } });
      for (const session of sessions.all) session.room?.loseSockets();
    },
    refuseLiveKit(status) {
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
      check('loseFrames', share, aShare);
      note('loseFrames', `${Math.round(share * 100)} %`);
      set({ frameLoss: share });
    },
    freezeMedia(on = true) {
      faults.loseFrames(on ? 1 : 0);
    },
    latency(ms) {
      check('latency', ms, someMs);
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
      note('refuseTokens', String(on));
      set({ tokensRefused: on });
    },
    advanceClock: tokens.advance,
    hold,
    holdSignaling: () => hold('signaling'),
    waitingAt: gates.waiting,
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
