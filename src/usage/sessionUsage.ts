import type { ReadableStore } from '../store/store';
import type { UsageMeter } from './usageMeter';

/** How many seconds of video a session has used so far. */
export interface Usage {
  /** Decart's id of the session. It stays the same when it reconnects, though Decart opens another session. */
  sessionId: string;
  /** Seconds of this start, including all its reconnects. */
  sessionSeconds: number;
  /** Seconds of all sessions of this provider. */
  totalSeconds: number;
  /** The session is over: there are no further reports. */
  final: boolean;
}

interface SessionUsageOptions {
  meter: UsageMeter;
  session: ReadableStore<{
    sessionId: string | null;
    ended: { seconds: number } | null;
  }>;
  /** The session is open, or requested. */
  isActive(): boolean;
  /** Seconds of video so far; they restart from 0 with another start. */
  seconds: ReadableStore<number>;
  onUsage(usage: Usage): void;
}

const REPORT_SECONDS = 10;

/** Reports after every ten seconds of video, and at the end. Without a second of video there is nothing to report. */
export function reportSessionUsage({
  meter,
  session,
  isActive,
  seconds,
  onUsage,
}: SessionUsageOptions): void {
  let current: { id: string; counted: number; reported: number; count(seconds: number): number } | null =
    null;

  function onSeconds() {
    const now = seconds.getSnapshot();
    if (current && now < current.counted) finish(current.counted);
    const { sessionId } = session.getSnapshot();
    if (now === 0 || sessionId === null) return;
    current ??= { id: sessionId, counted: 0, reported: 0, count: beginUsage(meter) };
    const total = current.count(now);
    current.counted = now;
    if (now - current.reported >= REPORT_SECONDS) report(current, total, false);
  }

  function finish(sessionSeconds: number) {
    if (!current) return;
    const finished = current;
    current = null;
    finished.counted = Math.max(finished.counted, sessionSeconds);
    report(finished, finished.count(finished.counted), true);
  }

  function report(of: NonNullable<typeof current>, totalSeconds: number, final: boolean) {
    of.reported = of.counted;
    onUsage({ sessionId: of.id, sessionSeconds: of.counted, totalSeconds, final });
  }

  seconds.subscribe(onSeconds);
  session.subscribe(() => {
    if (!isActive()) finish(session.getSnapshot().ended?.seconds ?? 0);
  });
}

/** A session starts. The returned function takes the session's seconds so far, and returns the total of all sessions. */
function beginUsage(meter: UsageMeter): (seconds: number) => number {
  const { totalsStore } = meter;
  const mine = {};
  let counted = 0;
  meter.latest = mine;
  return (seconds) => {
    const before = totalsStore.getSnapshot();
    const totalSeconds = toMilliseconds(before.totalSeconds + seconds - counted);
    const sessionSeconds = meter.latest === mine ? seconds : before.sessionSeconds;
    counted = seconds;
    totalsStore.set({ sessionSeconds, totalSeconds });
    return totalSeconds;
  };
}

/** Sums of fractions aren't exact. */
const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
