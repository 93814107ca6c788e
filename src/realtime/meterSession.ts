import type { ClientCore } from '../client/clientCore';
import { createSessionLimits, type SessionLimits } from '../limits/sessionLimits';
import { invokeCallback } from '../store/invokeCallback';
import type { ReadableStore } from '../store/store';
import { reportSessionUsage } from '../usage/sessionUsage';
import { type GenerationEnd, isActive, isLive, type RealtimeStatus } from './machine';
import type { RealtimeOptions, RealtimeSnapshot } from './types';

interface MeteredSession {
  core: ClientCore;
  store: ReadableStore<RealtimeSnapshot>;
  seconds: ReadableStore<number>;
  /** The newest. */
  options(): RealtimeOptions;
  status(): RealtimeStatus;
  end(end: GenerationEnd): void;
}

/** Reports what a session uses, and ends it at its limits. */
export function meterSession({ core, store, seconds, options, status, end }: MeteredSession): SessionLimits {
  reportSessionUsage({
    meter: core.usage,
    session: store,
    isActive: () => isActive(status()),
    seconds,
    onUsage(usage) {
      invokeCallback(options().onUsage, usage);
      core.reportUsage(usage);
    },
  });
  return createSessionLimits({
    session: store,
    isActive: () => isActive(status()),
    isLive: () => isLive(status()),
    seconds,
    onEnding: (ending) => invokeCallback(options().onEnding, ending),
    onEnd: (reason) => end({ reason, seconds: seconds.getSnapshot() }),
  });
}
