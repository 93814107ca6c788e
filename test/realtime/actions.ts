// The actions of a user, an app and a service in a live session, for fast-check to combine.
import fc from 'fast-check';
import type { StreamPage } from '../support/streamPage';

export type Action =
  | { do: 'mount' | 'unmount' | 'start' | 'stop' | 'settle' }
  | { do: 'prompt'; text: string }
  | { do: 'image'; color: string | null }
  | { do: 'input'; which: (typeof INPUTS)[number] }
  | { do: 'microphone'; on: boolean }
  | { do: 'model'; model: (typeof MODELS)[number] }
  | { do: 'mirror'; on: boolean }
  | { do: 'wait'; ms: number }
  | { do: 'clock'; ms: number }
  | { do: 'fault'; fault: keyof typeof FAULTS };

const INPUTS = ['camera', 'slow camera', 'own stream'] as const;

const MODELS = ['lucy-2.5', 'lucy-vton-3'] as const;

export const FAULTS = {
  'signaling closed with 1006': ({ sandbox }) => sandbox.closeSignaling(1006),
  'signaling closed with 1011': ({ sandbox }) => sandbox.closeSignaling(1011),
  'signaling closed with 1013': ({ sandbox }) => sandbox.closeSignaling(1013),
  'signaling will close while connecting': ({ sandbox }) => sandbox.closeSignalingWhileConnecting(),
  'handshake refused once': ({ sandbox }) => sandbox.refuseHandshake(1),
  'room deleted': ({ sandbox }) => sandbox.deleteRoom(),
  'moved to another node': ({ sandbox }) => sandbox.moveNode(),
  'LiveKit lost': ({ sandbox }) => sandbox.closeLiveKit(),
  'LiveKit lost, and refused': ({ sandbox }) => sandbox.closeLiveKit({ onResume: 401 }),
  'LiveKit lost for good': ({ sandbox }) => sandbox.closeLiveKit({ onResume: 503 }),
  'server error': ({ sandbox }) => sandbox.sendError('hiccup'),
  'tokens expired': ({ sandbox }) => sandbox.expireTokens(),
  'tokens revoked': ({ sandbox }) => sandbox.revokeTokens(),
  'offline for a moment': ({ sandbox }) => sandbox.offline(150),
  'ended by the service': ({ sandbox }) => sandbox.endGeneration(),
  queue: ({ sandbox }) => sandbox.queue(2, { intervalMs: 60 }),
  'no queue': ({ sandbox }) => sandbox.queue(0),
} satisfies Record<string, (page: StreamPage) => void>;

const only = <T extends Action['do']>(name: T) => fc.constant({ do: name });

export const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 2, arbitrary: only('mount') },
  { weight: 1, arbitrary: only('unmount') },
  { weight: 4, arbitrary: only('start') },
  { weight: 2, arbitrary: only('stop') },
  { weight: 1, arbitrary: only('settle') },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('prompt'),
      text: fc.constantFrom('film noir', 'neon city', 'oil painting'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('image'), color: fc.constantFrom('red', 'blue', null) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('input'), which: fc.constantFrom(...INPUTS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('microphone'), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('model'), model: fc.constantFrom(...MODELS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mirror'), on: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(0, 20, 100, 400) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), ms: fc.constantFrom(30_000, 120_000) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('fault'), fault: fc.constantFrom(...keysOf(FAULTS)) }),
  },
);

function keysOf<T extends object>(record: T) {
  return Object.keys(record) as (keyof T)[];
}
