import type { DecartErrorCode } from '../../errors/codes';
import { normalizeError } from '../../errors/normalizeError';
import { isActive } from '../../realtime/machine';
import type { RealtimeSession } from '../../realtime/types';

const REFUSALS: readonly DecartErrorCode[] = ['PROMPT_REJECTED', 'POLICY_VIOLATION', 'INVALID_INPUT'];

/**
 * Whether this prompt or image was refused, so that the previous one is used. If the session was stopped or failed for
 * another reason, the value is still used next time.
 */
export function isRejection(session: RealtimeSession, thrown: unknown): boolean {
  const { code } = normalizeError(thrown);
  if (REFUSALS.includes(code)) return true;
  return code !== 'ABORTED' && isActive(session.getSnapshot().status);
}
