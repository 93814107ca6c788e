import { LONGEST_TIMER_MS } from '../store/clock';
import type { ReadableStore, Store } from '../store/store';
import { type LimitOptions, type LimitReason, type LimitState, nextLimit } from './nextLimit';
import { type Presence, pagePresence } from './presence';

/** A limit is about to end the session. */
export interface SessionEnding {
  /** The later `ended.reason`. */
  readonly reason: LimitReason;
  /** Seconds until the end, counted when the warning began. */
  readonly secondsLeft: number;
  /** The time of the end, in ms since the epoch. */
  readonly endsAt: number;
  /** Restarts the limit, because somebody is there. For `max_duration`: adds as many seconds. */
  readonly stay: () => void;
}

export interface SessionLimits {
  /** How many seconds after its beginning the service ends the connection that begins now. */
  setServiceLimit(seconds: number | undefined): void;
  /** The limits have changed. */
  setOptions(options: LimitOptions): void;
  /** Somebody does something. */
  touch(): void;
  /** Another start: every limit starts from zero. */
  reset(): void;
}

interface SessionLimitsOptions {
  /** Changes whenever `isActive` or `isLive` may have changed. */
  session: Pick<ReadableStore<unknown>, 'subscribe'>;
  /** It is open, or requested. */
  isActive(): boolean;
  /** There is a picture, or there is about to be one. */
  isLive(): boolean;
  /** Seconds of video so far. */
  seconds: ReadableStore<number>;
  /** Receives the current warning; `null` if there is none. */
  ending: Store<SessionEnding | null>;
  /**
   * Receives the seconds of video after which the session ends: by `maxDurationSeconds`, or by the service. `null`
   * without a limit.
   */
  secondsLimit: Store<number | null>;
  onEnding(ending: SessionEnding): void;
  onEnd(reason: LimitReason): void;
  presence?: Presence;
}

/** A check that comes a little early is repeated, but not at once. */
const SOONEST_MS = 50;
/** Ticks aren't exact: if the end moves by less than this, it counts as the same one. */
const SAME_MS = 1000;
/** A warning stays this long after the user moved: they can't press a button that vanishes under the pointer. */
const LINGER_MS = 1500;

/**
 * Ends a session at the first of its limits, and warns before that. Timers of a hidden page may be late, so each second
 * of video that the service reports triggers a check too.
 */
export function createSessionLimits({
  session,
  isActive,
  isLive,
  seconds,
  ending: endingStore,
  secondsLimit: secondsLimitStore,
  onEnding,
  onEnd,
  presence = pagePresence,
}: SessionLimitsOptions): SessionLimits {
  let options: LimitOptions = {};
  let state: Omit<LimitState, 'seconds'> | null = null;
  let serviceLimit = Number.POSITIVE_INFINITY;
  let stopWatching = () => {};
  /** When a warning that no longer applies goes away; null: at once. */
  let hideAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function check() {
    clearTimeout(timer);
    if (!state) return;
    const now = Date.now();
    if (!presence.isHidden()) state.hiddenAt = null;
    else state.hiddenAt ??= now;
    const next = nextLimit(options, { ...state, seconds: seconds.getSnapshot() }, now);
    if (!next) return hide();
    if (next.ms <= 0) return onEnd(next.reason);
    const isDue = next.ms <= next.warningMs;
    if (hideAt === null || isDue || now >= hideAt) {
      const ms = isDue ? next.ms : next.ms - next.warningMs;
      timer = setTimeout(check, Math.min(LONGEST_TIMER_MS, Math.max(SOONEST_MS, ms)));
    }
    if (isDue) warn(next.reason, now + next.ms, next.ms / 1000);
    else if (hideAt === null || now >= hideAt) hide();
    else timer = setTimeout(check, hideAt - now);
  }

  function hide() {
    hideAt = null;
    endingStore.set(null);
  }

  function warn(reason: LimitReason, endsAt: number, secondsLeft: number) {
    const before = endingStore.getSnapshot();
    const isSameReason = before?.reason === reason;
    if (isSameReason && Math.abs(before.endsAt - endsAt) < SAME_MS) return;
    const ending: SessionEnding = {
      reason,
      secondsLeft: Math.ceil(secondsLeft),
      endsAt,
      stay: () => stay(ending),
    };
    endingStore.set(ending);
    if (!isSameReason) onEnding(ending);
  }

  function stay({ reason }: SessionEnding) {
    if (!state || endingStore.getSnapshot()?.reason !== reason) return;
    const now = Date.now();
    hideAt = null;
    if (reason === 'idle') state.activeAt = now;
    if (reason === 'hidden') state.hiddenAt = now;
    if (reason === 'max_duration') state.extraSeconds += options.maxDurationSeconds ?? 0;
    showLimit();
    check();
  }

  function showLimit() {
    const { maxDurationSeconds = Number.POSITIVE_INFINITY } = options;
    const limit = Math.min(maxDurationSeconds + (state?.extraSeconds ?? 0), serviceLimit);
    secondsLimitStore.set(limit === Number.POSITIVE_INFINITY ? null : limit);
  }

  function touch() {
    if (!state) return;
    state.activeAt = Date.now();
    if (endingStore.getSnapshot()?.reason !== 'idle' || hideAt !== null) return;
    hideAt = state.activeAt + LINGER_MS;
    check();
  }

  function start() {
    const now = Date.now();
    state = { extraSeconds: 0, activeAt: now, hiddenAt: null };
    watch();
    check();
  }

  function stop() {
    clearTimeout(timer);
    stopWatching();
    state = null;
    serviceLimit = Number.POSITIVE_INFINITY;
    showLimit();
    hide();
  }

  /** Listens to what the limits need; without limits, to nothing. */
  function watch() {
    stopWatching();
    const { maxDurationSeconds, stopWhenHiddenSeconds, stopWhenIdleSeconds } = options;
    const needsPresence = stopWhenHiddenSeconds !== undefined || stopWhenIdleSeconds !== undefined;
    if (!needsPresence && maxDurationSeconds === undefined) return;
    const unsubscribe = seconds.subscribe(check);
    const unwatch = needsPresence ? presence.watch({ onActivity: touch, onVisibility: check }) : undefined;
    stopWatching = () => {
      unsubscribe();
      unwatch?.();
    };
  }

  session.subscribe(() => {
    if (!isActive()) stop();
    else if (!state && isLive()) start();
  });

  return {
    touch,
    reset: stop,
    setServiceLimit(limit = Number.POSITIVE_INFINITY) {
      // Each connection is another session for the service.
      serviceLimit = seconds.getSnapshot() + (limit > 0 ? limit : Number.POSITIVE_INFINITY);
      showLimit();
    },
    setOptions({ maxDurationSeconds, stopWhenHiddenSeconds, stopWhenIdleSeconds }) {
      const isSame =
        maxDurationSeconds === options.maxDurationSeconds &&
        stopWhenHiddenSeconds === options.stopWhenHiddenSeconds &&
        stopWhenIdleSeconds === options.stopWhenIdleSeconds;
      if (isSame) return;
      options = { maxDurationSeconds, stopWhenHiddenSeconds, stopWhenIdleSeconds };
      showLimit();
      if (!state) return;
      watch();
      check();
    },
  };
}
