import { Suspense } from 'react';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { lazyOrNull } from '../part/lazyOrNull';
import { Part } from '../part/Part';
import { type PlayerState, useElement, usePlayer } from './player';

/** Shown if the messages can't be loaded: a problem is never silent. */
function OutOfDate() {
  const { problem } = usePlayer('LiveNotes');
  const hasProblem = useElement(problem) !== null;
  const label = useLabel();
  return (
    hasProblem && (
      <Part
        as="div"
        component="ProblemMessage"
        look="decart-note decart-problem-message"
        own={{ role: 'alert', 'data-state': 'shown' }}
        inner={<span>{label('outOfDate', en.outOfDate)}</span>}
      />
    )
  );
}

const Content = /* @__PURE__ */ lazyOrNull(
  () => import('./LiveNotesContent').then((module) => module.LiveNotesContent),
  OutOfDate,
);

const hasBegun = ({ status }: PlayerState) => status !== 'idle';

/** Messages over the video while the session continues. Loaded only once a session begins or a part fails. */
export function LiveNotes() {
  const { session, problem } = usePlayer('LiveNotes');
  const isActive = usePicked<PlayerState, boolean>(session, hasBegun, IDLE_SNAPSHOT);
  const hasProblem = useElement(problem) !== null;
  return (
    (isActive || hasProblem) && (
      <Suspense>
        <Content />
      </Suspense>
    )
  );
}
