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

/** The progress of a start, and its time limit. */
export interface StartPhases {
  finish(phase: RealtimePhase): void;
  /** Shows the current phase of the start, in status `connecting`. */
  show(): void;
  /** It lost its place in the queue, and signals again. */
  repeatSignaling(): void;
  /** Limits the rest of the start, from now on. */
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
