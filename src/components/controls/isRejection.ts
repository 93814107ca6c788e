import type { DecartErrorCode } from '../../errors/codes';
import type { DecartError } from '../../errors/DecartError';
import { isActive } from '../../realtime/machine';
import type { RealtimeSession } from '../../realtime/types';

const REFUSALS: readonly DecartErrorCode[] = ['PROMPT_REJECTED', 'POLICY_VIOLATION', 'INVALID_INPUT'];

/**
 * Whether this prompt or image was refused, so that the previous one is used. If the session was stopped or failed for
 * another reason, the value is still used next time.
 */
export function isRejection(session: RealtimeSession, { code }: DecartError): boolean {
  if (REFUSALS.includes(code)) return true;
  return code !== 'ABORTED' && isActive(session.getSnapshot().status);
}
