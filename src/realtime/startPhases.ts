import { LONGEST_TIMER_MS } from '../store/clock';
import type { LifecycleEvent, RealtimePhase, RealtimeStatus } from './machine';

const PHASES: RealtimePhase[] = ['camera', 'token', 'signaling', 'media'];

interface StartPhasesOptions {
  status(): RealtimeStatus;
  dispatch(event: LifecycleEvent): void;
  /** Milliseconds. */
  timeout: number;
  /** The start takes longer than `timeout`. */
  onTimeout(): void;
}

/** How far a start has come, and how long it may take. */
export interface StartPhases {
  finish(phase: RealtimePhase): void;
  /** Shows what the start waits for now, in status `connecting`. */
  show(): void;
  /** A place in the queue is lost: it signals again. */
  repeatSignaling(): void;
  /** Limits what is left of the start, from now on. */
  arm(): void;
  disarm(): void;
}

export function createStartPhases({ status, dispatch, timeout, onTimeout }: StartPhasesOptions): StartPhases {
  const finished = new Set<RealtimePhase>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show() {
    const phase = PHASES.find((each) => !finished.has(each));
    if (phase) dispatch({ type: 'phase', phase });
  }
  const disarm = () => clearTimeout(timer);

  return {
    show,
    disarm,
    finish(phase) {
      finished.add(phase);
      if (status() === 'connecting') show();
    },
    repeatSignaling() {
      finished.delete('signaling');
      show();
    },
    arm() {
      disarm();
      if (status() === 'connecting') timer = setTimeout(onTimeout, Math.min(timeout, LONGEST_TIMER_MS));
    },
  };
}
