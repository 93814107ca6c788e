import type { ERROR_CODES } from '@decartai/sdk';

type OwnErrorCode =
  | 'UNAUTHORIZED'
  | 'TOKEN_FETCH_FAILED'
  | 'TOKEN_INVALID'
  | 'PERMANENT_KEY_IN_BROWSER'
  | 'REALTIME_NEEDS_TOKEN'
  | 'CAMERA_DENIED'
  | 'CAMERA_NOT_FOUND'
  | 'CAMERA_IN_USE'
  | 'CAMERA_LOST'
  | 'MICROPHONE_DENIED'
  | 'MICROPHONE_NOT_FOUND'
  | 'MICROPHONE_IN_USE'
  | 'MODEL_NOT_ALLOWED'
  | 'RATE_LIMITED'
  | 'CONNECT_TIMEOUT'
  | 'CONNECTION_LOST'
  | 'CONCURRENCY_LIMIT'
  | 'PROMPT_REJECTED'
  | 'JOB_FAILED'
  | 'ABORTED'
  | 'UNSUPPORTED_BROWSER'
  | 'UNKNOWN';

/** The stable `code` of a `DecartError`: the SDK's `ERROR_CODES`, and those that only this package has. */
export type DecartErrorCode = keyof typeof ERROR_CODES | OwnErrorCode;

const RETRYABLE: ReadonlySet<DecartErrorCode> = new Set([
  'JOB_NOT_COMPLETED',
  'LIVEKIT_INITIALIZATION_ERROR',
  'TOKEN_FETCH_FAILED',
  'CAMERA_IN_USE',
  'CAMERA_LOST',
  'MICROPHONE_IN_USE',
  'RATE_LIMITED',
  'CONNECT_TIMEOUT',
  'CONNECTION_LOST',
  'CONCURRENCY_LIMIT',
] as const);

/** Whether doing the same thing again, unchanged, may succeed. */
export function isRetryable(code: DecartErrorCode): boolean {
  // Every failure of a connection may pass, also those that a newer SDK has.
  return code.startsWith('WEBRTC_') || RETRYABLE.has(code);
}

/** By its form: a newer SDK may have codes that are not in the list yet, and they say more than a fallback. */
export function isErrorCode(code: unknown): code is DecartErrorCode {
  return typeof code === 'string' && /^[A-Z]+(_[A-Z]+)*$/.test(code);
}
