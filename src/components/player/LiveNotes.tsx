import { lazy, Suspense } from 'react';
import { useSelection } from '../../hooks/useRealtimeState';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { orNothing } from '../part/orNothing';
import { type PlayerState, useElement, usePlayer } from './player';

const Content = /* @__PURE__ */ lazy(() =>
  orNothing(import('./LiveNotesContent').then((module) => module.LiveNotesContent)),
);

const hasBegun = ({ status }: PlayerState) => status !== 'idle';

/** Messages over the video while the session continues. Not needed before a session begins or a part fails. */
export function LiveNotes() {
  const { session, problem } = usePlayer('LiveNotes');
  const isActive = useSelection<PlayerState, boolean>(session, hasBegun, IDLE_SNAPSHOT);
  const hasProblem = useElement(problem) !== null;
  return (
    (isActive || hasProblem) && (
      <Suspense>
        <Content />
      </Suspense>
    )
  );
}
