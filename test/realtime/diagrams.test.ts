import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { isActive, type Lifecycle, type LifecycleEvent, transition } from '../../src/realtime/machine';

const error = new DecartError('CONNECTION_LOST', 'gone');
const ended = { seconds: 3, reason: 'limit' };
const queue = { kind: 'service', position: 2 } as const;
const STATES: Lifecycle[] = [
  { status: 'idle' },
  { status: 'connecting', phase: 'camera' },
  { status: 'queued', queue },
  { status: 'connected' },
  { status: 'generating' },
  { status: 'reconnecting' },
  { status: 'ended', ended },
  { status: 'error', error },
];
/** `stop`, and `start` in an active session, are notes in the diagrams: they lead from everywhere to one status. */
const EVENTS: LifecycleEvent[] = [
  { type: 'start' },
  { type: 'phase', phase: 'camera' },
  { type: 'queue', queue },
  { type: 'connected' },
  { type: 'generating' },
  { type: 'lost' },
  { type: 'ended', ended },
  { type: 'failed', error },
];
const ACTIVE = STATES.map(({ status }) => status).filter(isActive);

const edges = STATES.flatMap((state) =>
  EVENTS.filter(({ type }) => type !== 'start' || !isActive(state.status))
    .map((event) => transition(state, event).status)
    .filter((status) => status !== state.status)
    .map((status) => `${state.status} ${status}`),
).sort();

const read = (path: string, edge: RegExp) => [...readFileSync(path, 'utf8').matchAll(edge)];

it('the diagram on the site has the edges of the reducer', () => {
  const drawn = read('docs/src/assets/statuses.svg', /data-edge="(\w+) (\w+)"/g).flatMap(([, from, to]) =>
    (from === 'active' ? ACTIVE : [from]).map((status) => `${status} ${to}`),
  );
  expect(drawn.sort()).toEqual(edges);
});

it('the diagram in ARCHITECTURE.md has the edges of the reducer', () => {
  const drawn = read('ARCHITECTURE.md', /^ {2}(\w+) --> (\w+):/gm).flatMap(([, from, to]) =>
    from === to ? [] : [`${from} ${to}`],
  );
  expect([...new Set(drawn)].sort()).toEqual(edges);
});
