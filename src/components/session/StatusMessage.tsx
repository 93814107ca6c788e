import { forwardRef } from 'react';
import { DecartError } from '../../errors/DecartError';
import type { QueueState, RealtimePhase } from '../../realtime/machine';
import type { RealtimeSnapshot } from '../../realtime/types';
import type { LabelKey } from '../labels';
import { named } from '../named';
import { Message, type StatusMessageProps } from '../player/Message';
import { useErrorText, useLabel } from '../useLabel';
import { howToAllow } from './howToAllow';
import { useRealtimeState } from './sessionContext';

export type { StatusMessageProps };

const PHASES: Record<RealtimePhase, [LabelKey, string]> = {
  camera: ['phaseCamera', 'Waiting for your camera…'],
  token: ['phaseToken', 'Signing in…'],
  signaling: ['phaseSignaling', 'Connecting…'],
  media: ['phaseMedia', 'Waiting for the first picture…'],
};

/** What a session waits for. Without a place in line there is nothing to count. */
function describeQueue(queue: QueueState): [LabelKey, string, object?] {
  if (queue.kind === 'capacity') return ['atCapacity', 'All machines are busy. Trying again shortly…'];
  if (queue.position === undefined) return ['inLine', 'You’re in line…'];
  return ['queued', 'You’re number {position} of {queueSize} in line', queue];
}

/** The label, its English and its values, for what the session is doing; an error says what happened itself. */
function describe(state: RealtimeSnapshot): [LabelKey, string, object?] | DecartError {
  switch (state.status) {
    case 'idle':
      return ['idle', 'Ready when you are'];
    case 'connecting':
      return PHASES[state.phase];
    case 'queued':
      return describeQueue(state.queue);
    case 'connected':
    case 'generating':
      return ['live', 'Live'];
    case 'reconnecting':
      return ['reconnecting', 'Reconnecting…'];
    case 'ended': {
      const { reason } = state.ended;
      const values = { reason: reason.replaceAll('_', ' '), seconds: Math.round(state.ended.seconds) };
      return /limit/.test(reason)
        ? ['endedAtLimit', 'The time limit of {seconds} s is reached', values]
        : ['ended', 'The session ended after {seconds} s: {reason}', values];
    }
    case 'error':
      return state.error;
  }
}

/**
 * Says what the session is doing, on screen and to screen readers; after a refused camera also how to allow it in this
 * browser.
 *
 * @example
 * ```tsx
 * <StatusMessage />
 * ```
 */
export const StatusMessage = /* @__PURE__ */ named(
  'StatusMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StatusMessageProps>(function StatusMessage(props, ref) {
    const state = useRealtimeState((current) => current);
    const label = useLabel();
    const errorText = useErrorText();
    const text = describe(state);
    const help = howToAllow(state.error);
    return (
      <Message
        data-status={state.status}
        data-phase={state.phase ?? undefined}
        {...props}
        ref={ref}
        text={text instanceof DecartError ? errorText(text) : label(...text)}
        help={help && label(...help)}
      />
    );
  }),
);
