import { useState, useSyncExternalStore } from 'react';
import { ageOf } from '../../.storybook/sandboxes';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import type { Sandbox } from '../../src/sandbox';
import { FAULTS, type Fault } from './faults';
import { type Happening, Timeline } from './Timeline';
import './fault-lab.css';

interface FaultLabProps {
  sandbox: Sandbox;
}

/** A live session, a button for everything that can happen to it, and a list of events. */
export function FaultLab({ sandbox }: FaultLabProps) {
  const [statuses, setStatuses] = useState<readonly Happening[]>([]);
  const events = useSyncExternalStore(sandbox.subscribe, () => sandbox.events);
  const sessions = useSyncExternalStore(sandbox.subscribe, () => sandbox.sessions);
  const note = (what: string, detail?: string) =>
    setStatuses((before) => [
      ...before,
      { id: `app ${before.length}`, at: ageOf(sandbox), who: 'app', what, detail },
    ]);
  const inject = (fault: Fault) => fault.inject(sandbox);

  return (
    <div className="fault-lab">
      <div>
        <RealtimeVideo
          model="lucy-2.5"
          prompt="oil painting"
          autoStart
          onStatusChange={(status) => note(`status: ${status}`)}
          onError={(error) => note(`onError: ${error.code}`, error.message)}
          onEnded={({ seconds, reason }) => note('onEnded', `${seconds} s, ${reason}`)}
          onPromptRejected={(error) => note('onPromptRejected', error.message)}
        />
        <p>
          Sessions open: {sessions.filter(({ open }) => open).length} of {sessions.length}. Tokens fetched:{' '}
          {sandbox.tokenRequests}.
        </p>
        {Object.entries(FAULTS).map(([group, faults]) => (
          <fieldset key={group}>
            <legend>{group}</legend>
            {faults.map((fault) => (
              <button key={fault.name} type="button" title={fault.call} onClick={() => inject(fault)}>
                {fault.name}
              </button>
            ))}
          </fieldset>
        ))}
      </div>
      <Timeline
        happenings={[
          ...statuses,
          ...events.map(
            ({ at, what, detail }, number): Happening => ({
              id: `Decart ${number}`,
              at,
              who: 'Decart',
              what,
              detail,
            }),
          ),
        ]}
      />
    </div>
  );
}
