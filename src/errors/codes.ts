import type { ERROR_CODES } from '@decartai/sdk';

type OwnErrorCode =
  | 'UNAUTHORIZED'
  | 'TOKEN_FETCH_FAILED'
  | 'TOKEN_INVALID'
  | 'PERMANENT_KEY_IN_BROWSER'
  | 'REALTIME_NEEDS_TOKEN'
  | 'CAMERA_DENIED'
  | 'CAMERA_DENIED_BY_POLICY'
  | 'CAMERA_DENIED_BY_SYSTEM'
  | 'CAMERA_DISMISSED'
  | 'CAMERA_NOT_FOUND'
  | 'CAMERA_IN_USE'
  | 'CAMERA_LOST'
  | 'CAMERA_REPLACED'
  | 'CAMERA_NO_FRAMES'
  | 'MICROPHONE_DENIED'
  | 'MICROPHONE_DENIED_BY_POLICY'
  | 'MICROPHONE_DENIED_BY_SYSTEM'
  | 'MICROPHONE_DISMISSED'
  | 'MICROPHONE_NOT_FOUND'
  | 'MICROPHONE_IN_USE'
  | 'MICROPHONE_REPLACED'
  | 'MICROPHONE_UNSUPPORTED'
  | 'SCREEN_DENIED'
  | 'MODEL_NOT_ALLOWED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'NOT_ALLOWED'
  | 'PAYMENT_REQUIRED'
  | 'INSUFFICIENT_CREDITS'
  | 'RATE_LIMITED'
  | 'CONNECT_TIMEOUT'
  | 'CONNECTION_LOST'
  | 'CONCURRENCY_LIMIT'
  | 'AT_CAPACITY'
  | 'POLICY_VIOLATION'
  | 'PROMPT_REJECTED'
  | 'FRAME_TIMING_UNSUPPORTED'
  | 'JOB_FAILED'
  | 'ABORTED'
  | 'UNSUPPORTED_BROWSER'
  | 'UNKNOWN';

/** The stable `code` of a `DecartError`: the SDK's `ERROR_CODES`, and those that only this package has. */
export type DecartErrorCode = keyof typeof ERROR_CODES | OwnErrorCode;

const RETRYABLE: ReadonlySet<DecartErrorCode> = new Set([
  'JOB_NOT_COMPLETED',
  'TOKEN_FETCH_FAILED',
  'CAMERA_DISMISSED',
  'CAMERA_IN_USE',
  'CAMERA_LOST',
  'CAMERA_NO_FRAMES',
  'MICROPHONE_DISMISSED',
  'MICROPHONE_IN_USE',
  'RATE_LIMITED',
  'CONNECT_TIMEOUT',
  'CONNECTION_LOST',
  'CONCURRENCY_LIMIT',
  'AT_CAPACITY',
] as const);

/** Whether doing the same again, unchanged, may succeed. It decides what a button offers, never what is repeated unasked. */
export function isRetryable(code: DecartErrorCode): boolean {
  // Every failure of a connection may pass, also those that a newer SDK has.
  return code.startsWith('WEBRTC_') || RETRYABLE.has(code);
}

/** By its form: a newer SDK may have codes that are not in the list yet, and they say more than a fallback. */
export function isErrorCode(code: unknown): code is DecartErrorCode {
  return typeof code === 'string' && /^[A-Z]+(_[A-Z]+)*$/.test(code);
}
