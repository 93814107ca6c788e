import type { CompleteLabels } from '../labels/labels';

/** Codes whose sentence is one of those that several share. */
type SharedCode =
  | `WEBRTC_${string}`
  | `CONNECT${string}`
  | `JOB_${string}`
  | `QUEUE_${string}`
  | `FILES_${string}`
  | `INVALID_${'API_KEY' | 'BASE_URL' | 'OPTIONS'}`
  | `TOKEN_${string}`
  | `UNSUPPORTED_${string}`
  | 'UNAUTHORIZED'
  | 'PERMANENT_KEY_IN_BROWSER'
  | 'REALTIME_NEEDS_TOKEN'
  | 'MODEL_NOT_ALLOWED'
  | 'MODEL_NOT_FOUND'
  | 'ORIGIN_NOT_ALLOWED'
  | 'INSUFFICIENT_CREDITS'
  | 'FRAME_TIMING_UNSUPPORTED'
  | 'LIVEKIT_INITIALIZATION_ERROR'
  | 'REACT_NATIVE_SETUP_REQUIRED'
  | 'UNKNOWN';

type Errors = CompleteLabels['errors'];

/** The sentences that several codes share, and one for each other code. */
export interface Sentences extends Omit<Errors, SharedCode> {
  /** A visitor can't do anything about it: the developer reads `error.message`. */
  notAvailable: string;
  connection: string;
  /** A video could not be finished. */
  video: string;
  /** A file could not be used. */
  file: string;
  /** The browser can't do it. */
  browser: string;
  failed: string;
  /** The page is older than what the server has. */
  outOfDate: string;
}

/** The sentence of every code. Complete by its type: a new code doesn't compile until it has one. */
export function errorsOf(sentences: Sentences): Errors {
  const { notAvailable, connection, video, file, browser, failed, outOfDate, ...own } = sentences;
  return {
    ...own,
    UNAUTHORIZED: notAvailable,
    TOKEN_FETCH_FAILED: notAvailable,
    TOKEN_INVALID: notAvailable,
    TOKEN_CREATE_ERROR: notAvailable,
    PERMANENT_KEY_IN_BROWSER: notAvailable,
    REALTIME_NEEDS_TOKEN: notAvailable,
    MODEL_NOT_ALLOWED: notAvailable,
    MODEL_NOT_FOUND: notAvailable,
    ORIGIN_NOT_ALLOWED: notAvailable,
    INSUFFICIENT_CREDITS: notAvailable,
    FRAME_TIMING_UNSUPPORTED: notAvailable,
    INVALID_API_KEY: notAvailable,
    INVALID_BASE_URL: notAvailable,
    INVALID_OPTIONS: notAvailable,
    CONNECT_TIMEOUT: connection,
    CONNECTION_LOST: connection,
    WEBRTC_WEBSOCKET_ERROR: connection,
    WEBRTC_ICE_ERROR: connection,
    WEBRTC_TIMEOUT_ERROR: connection,
    WEBRTC_SERVER_ERROR: connection,
    WEBRTC_SIGNALING_ERROR: connection,
    JOB_FAILED: video,
    JOB_NOT_COMPLETED: video,
    QUEUE_SUBMIT_ERROR: video,
    QUEUE_STATUS_ERROR: video,
    QUEUE_RESULT_ERROR: video,
    FILES_UPLOAD_ERROR: file,
    FILES_GET_ERROR: file,
    FILES_DELETE_ERROR: failed,
    UNSUPPORTED_BROWSER: browser,
    UNSUPPORTED_PLATFORM_FEATURE: browser,
    REACT_NATIVE_SETUP_REQUIRED: browser,
    LIVEKIT_INITIALIZATION_ERROR: outOfDate,
    UNKNOWN: failed,
  };
}
