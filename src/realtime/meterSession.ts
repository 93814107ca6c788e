import type { ClientCore } from '../client/clientCore';
import { createSessionLimits, type SessionEnding, type SessionLimits } from '../limits/sessionLimits';
import { invokeCallback } from '../store/invokeCallback';
import type { ReadableStore, Store } from '../store/store';
import { reportSessionUsage, type Usage } from '../usage/sessionUsage';
import { type GenerationEnd, isActive, isLive, type RealtimeStatus } from './machine';
import type { RealtimeOptions, RealtimeSnapshot } from './types';

interface MeteredSession {
  core: ClientCore;
  store: ReadableStore<RealtimeSnapshot>;
  seconds: ReadableStore<number>;
  /** Receives the current warning and the limit that applies. */
  ending: Store<SessionEnding | null>;
  secondsLimit: Store<number | null>;
  /** The newest. */
  options(): RealtimeOptions;
  status(): RealtimeStatus;
  end(end: GenerationEnd): void;
}

/** Reports what a session uses, and ends it at its limits. */
export function meterSession({
  core,
  store,
  seconds,
  ending,
  secondsLimit,
  options,
  status,
  end,
}: MeteredSession): SessionLimits {
  const reports: Usage[] = [];

  /** In this order: a callback may stop the session, and that is reported too. */
  function report(usage: Usage) {
    reports.push(usage);
    if (reports.length > 1) return;
    for (let next: Usage | undefined = usage; next; next = reports[0]) {
      invokeCallback(options().onUsage, next);
      core.reportUsage(next);
      reports.shift();
    }
  }

  reportSessionUsage({
    meter: core.usage,
    session: store,
    isActive: () => isActive(status()),
    seconds,
    onUsage: report,
  });
  const limits = createSessionLimits({
    session: store,
    isActive: () => isActive(status()),
    isLive: () => isLive(status()),
    seconds,
    ending,
    secondsLimit,
    onEnding: (next) => invokeCallback(options().onEnding, next),
    onEnd: (reason) => end({ reason, seconds: seconds.getSnapshot() }),
  });
  limits.setOptions(options());
  return limits;
}
