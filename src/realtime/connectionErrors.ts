// What the SDK's realtime client says about a request or a session, mostly in words.
import { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';

const TRANSPORT_FAILURE =
  /^(Control channel closed|WebSocket is not open|WebSocket closed: |Cannot send message: )/;
const ACK_TIMEOUT = /^(Prompt|Image) send timed out$/;

/** There was no response: the service has not refused anything. */
export const isNoAnswer = (text: string) => TRANSPORT_FAILURE.test(text) || ACK_TIMEOUT.test(text);

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : '');

export function lostError(cause: unknown) {
  return new DecartError('CONNECTION_LOST', 'The connection was lost before the answer arrived.', { cause });
}

export function serverError(text: string) {
  return new DecartError('WEBRTC_SERVER_ERROR', `Decart reported: ${text}`, { fatal: false });
}

export function requestError(text: string, cause?: unknown): DecartError {
  if (TRANSPORT_FAILURE.test(text)) return lostError(cause);
  if (ACK_TIMEOUT.test(text)) {
    return new DecartError('WEBRTC_TIMEOUT_ERROR', "Decart didn't confirm the change in time. Try again.", {
      cause,
      fatal: false,
    });
  }
  if (cause instanceof Error && 'source' in cause && cause.source === 'server') return serverError(text);
  if (cause !== undefined && !(cause instanceof Error)) return normalizeError(cause);
  return new DecartError('PROMPT_REJECTED', text || 'Decart rejected the prompt or image.', {
    cause,
    fatal: false,
  });
}
