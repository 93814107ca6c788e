/** Limits of a live session. Each ends it with its own `ended.reason`, and turns the camera off. */
export interface LimitOptions {
  /** Ends the session (`max_duration`) after this many seconds of video, including all its reconnects. */
  maxDurationSeconds?: number | undefined;
  /**
   * Ends the session (`hidden`) when the page has been hidden for this many seconds. A page with a picture-in-picture
   * window isn't hidden.
   */
  stopWhenHiddenSeconds?: number | undefined;
  /** Ends the session (`idle`) after this many seconds without pointer, key or touch input, or a call of `set…`. */
  stopWhenIdleSeconds?: number | undefined;
}

/** Which limit ends a session. */
export type LimitReason = 'max_duration' | 'hidden' | 'idle';

/** The state that limits are compared with. Times are in ms since the epoch. */
export interface LimitState {
  /** Seconds of video so far. */
  seconds: number;
  /** The seconds that `stay()` has added to `maxDurationSeconds`. */
  extraSeconds: number;
  /** When the user last did something, or the session was live for the first time. */
  activeAt: number;
  /** When the page was hidden; null while it is visible. */
  hiddenAt: number | null;
}

export interface NextLimit {
  reason: LimitReason;
  /** Milliseconds until it ends the session; 0 or less: now. */
  ms: number;
  /** How many ms before the end the warning comes. */
  warningMs: number;
}

const WARNING_SECONDS = 10;

/** The limit that is reached first, if there is one. */
export function nextLimit(options: LimitOptions, state: LimitState, now: number): NextLimit | null {
  const { maxDurationSeconds: max, stopWhenHiddenSeconds: hidden, stopWhenIdleSeconds: idle } = options;
  const { seconds, extraSeconds, activeAt, hiddenAt } = state;
  // If the clock was set back, the time is unknown. The session ends rather than being billed until the clock catches up.
  const since = (at: number) => Math.abs(now - at) / 1000;
  const limits: NextLimit[] = [];
  const add = (reason: LimitReason, limit: number, spent: number) => {
    // A limit shorter than two warnings would warn all the time.
    const warningMs = Math.min(WARNING_SECONDS, limit / 2) * 1000;
    limits.push({ reason, ms: (limit - spent) * 1000, warningMs });
  };
  if (max !== undefined) add('max_duration', max, seconds - extraSeconds);
  if (hidden !== undefined && hiddenAt !== null) add('hidden', hidden, since(hiddenAt));
  if (idle !== undefined) add('idle', idle, since(activeAt));
  return limits.sort((a, b) => a.ms - b.ms)[0] ?? null;
}
