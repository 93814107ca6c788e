import { setBrowserOnline } from '../network/browserOnline';
import type { Network } from '../network/network';
import { nameOf } from '../signaling/endings';
import type { SessionRegistry } from '../signaling/sessionRegistry';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { type Conditions, NORMAL } from './conditions';
import type { Gates, StartStage } from './gates';
import type { SandboxFaults } from './sandboxFaults';

interface Parts {
  conditions: Conditions;
  gates: Gates;
  network: Network;
  sessions: SessionRegistry;
  tokens: TokenRegistry;
  note(what: string, detail?: string): void;
}

/** The faults of a sandbox's realtime half. */
export function createFaults({ conditions, gates, network, sessions, tokens, note }: Parts): SandboxFaults {
  let backOnline: ReturnType<typeof setTimeout> | undefined;

  function set(change: Partial<Conditions>): void {
    Object.assign(conditions, change);
    for (const session of sessions.all) session.applyConditions();
  }

  function hold(stage: StartStage): () => void {
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
      note('refuseHandshake', String(count));
      set({ refusedHandshakes: count });
    },
    rejectKeyWithReason(on = true) {
      set({ keyRefusalHasReason: on });
    },
    refuseSessions(ending, { times = Number.POSITIVE_INFINITY, retryAfter } = {}) {
      note('refuseSessions', nameOf(ending));
      set({ refusal: ending && { ending, times, retryAfter } });
    },
    endSessions(ending, { retryAfter } = {}) {
      note('endSessions', nameOf(ending));
      for (const session of sessions.open) session.endAs(ending, retryAfter);
    },
    endAtNextChange(ending) {
      note('endAtNextChange', nameOf(ending));
      set({ changeEnding: ending });
    },
    limitMessages(characters) {
      note('limitMessages', String(characters));
      set({ maxMessageLength: characters });
    },
    capacity(slots) {
      note('capacity', String(slots));
      set({ slots });
    },
    limitSessions(limit) {
      note('limitSessions', String(limit));
      set({ sessionLimit: limit });
    },
    queue(place, { intervalMs = 500 } = {}) {
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
      note('loseFrames', `${Math.round(share * 100)} %`);
      set({ frameLoss: share });
    },
    freezeMedia(on = true) {
      faults.loseFrames(on ? 1 : 0);
    },
    latency(ms) {
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
