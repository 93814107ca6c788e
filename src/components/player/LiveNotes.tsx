import { lazy, Suspense } from 'react';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import { orNothing } from '../part/orNothing';

const Content = /* @__PURE__ */ lazy(() =>
  orNothing(import('./LiveNotesContent').then((module) => module.LiveNotesContent)),
);

/** What is said over a live video: nothing of it is needed before a session begins. */
export function LiveNotes() {
  const hasBegun = useRealtimeState(({ status }) => status !== 'idle');
  return (
    hasBegun && (
      <Suspense>
        <Content />
      </Suspense>
    )
  );
}
