import { normalizeError } from '../../errors/normalizeError';
import { isActive } from '../../realtime/machine';
import type { RealtimeSession } from '../../realtime/types';

/**
 * Whether the session continues with its previous prompt or image after it refused this one. If it was stopped or failed
 * to start, the value is still used next time.
 */
export function isRejection(session: RealtimeSession, thrown: unknown): boolean {
  const { code } = normalizeError(thrown);
  if (code === 'PROMPT_REJECTED' || code === 'INVALID_INPUT') return true;
  return code !== 'ABORTED' && isActive(session.getSnapshot().status);
}
