/**
 * Every code a `DecartError` can have, each with whether doing the same thing again, unchanged, may succeed.
 * The SDK's codes are repeated here so that the errors can be used on a server without loading the SDK.
 */
export const RETRYABLE_BY_CODE = {
  // The SDK's `ERROR_CODES`
  INVALID_API_KEY: false,
  INVALID_BASE_URL: false,
  PROCESSING_ERROR: false,
  INVALID_INPUT: false,
  INVALID_OPTIONS: false,
  MODEL_NOT_FOUND: false,
  QUEUE_SUBMIT_ERROR: false,
  QUEUE_STATUS_ERROR: false,
  QUEUE_RESULT_ERROR: false,
  JOB_NOT_COMPLETED: true,
  TOKEN_CREATE_ERROR: false,
  FILES_UPLOAD_ERROR: false,
  FILES_GET_ERROR: false,
  FILES_DELETE_ERROR: false,
  REACT_NATIVE_SETUP_REQUIRED: false,
  UNSUPPORTED_PLATFORM_FEATURE: false,
  LIVEKIT_INITIALIZATION_ERROR: true,
  WEBRTC_WEBSOCKET_ERROR: true,
  WEBRTC_ICE_ERROR: true,
  WEBRTC_TIMEOUT_ERROR: true,
  WEBRTC_SERVER_ERROR: true,
  WEBRTC_SIGNALING_ERROR: true,
  // Our own
  UNAUTHORIZED: false,
  TOKEN_FETCH_FAILED: true,
  TOKEN_INVALID: false,
  PERMANENT_KEY_IN_BROWSER: false,
  REALTIME_NEEDS_TOKEN: false,
  CAMERA_DENIED: false,
  CAMERA_NOT_FOUND: false,
  CAMERA_IN_USE: true,
  CAMERA_LOST: true,
  MICROPHONE_DENIED: false,
  MICROPHONE_NOT_FOUND: false,
  MICROPHONE_IN_USE: true,
  MODEL_NOT_ALLOWED: false,
  RATE_LIMITED: true,
  CONNECT_TIMEOUT: true,
  CONNECTION_LOST: true,
  CONCURRENCY_LIMIT: true,
  PROMPT_REJECTED: false,
  JOB_FAILED: false,
  ABORTED: false,
  UNSUPPORTED_BROWSER: false,
  UNKNOWN: false,
} as const;

/** The stable `code` of a `DecartError`: the SDK's `ERROR_CODES` and those that only this package has. */
export type DecartErrorCode = keyof typeof RETRYABLE_BY_CODE;

export function isDecartErrorCode(code: unknown): code is DecartErrorCode {
  return typeof code === 'string' && Object.hasOwn(RETRYABLE_BY_CODE, code);
}
