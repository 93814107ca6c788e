import type { DecartErrorCode } from '../errors/codes';
import { outOfDate } from './english';

/** Codes that a visitor can't do anything about: developers read `error.message`. */
type NotTheirs =
  | 'UNAUTHORIZED'
  | 'TOKEN_FETCH_FAILED'
  | 'TOKEN_INVALID'
  | 'TOKEN_CREATE_ERROR'
  | 'PERMANENT_KEY_IN_BROWSER'
  | 'REALTIME_NEEDS_TOKEN'
  | 'MODEL_NOT_ALLOWED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'INSUFFICIENT_CREDITS'
  | 'FRAME_TIMING_UNSUPPORTED'
  | 'MODEL_NOT_FOUND'
  | 'INVALID_API_KEY'
  | 'INVALID_BASE_URL'
  | 'INVALID_OPTIONS';
type Connection = `WEBRTC_${string}` | `CONNECT${string}`;
type Video = `JOB_${string}` | `QUEUE_${string}`;

const NOT_AVAILABLE = 'This isn’t available right now. Please try again later.';
const CONNECTION = 'Connection lost. Check your internet connection and try again.';
const VIDEO = 'The video couldn’t be finished. Please try again.';
const FILE = 'That file couldn’t be used. Try another one.';
const FAILED = 'Something went wrong. Please try again.';
const BROWSER = 'Your browser doesn’t support live video. Try the latest Chrome, Edge, Safari or Firefox.';

const SENTENCES: Readonly<Record<Exclude<DecartErrorCode, NotTheirs | Connection | Video>, string>> = {
  CAMERA_DENIED: 'The camera is blocked. Allow it, then try again.',
  CAMERA_DENIED_BY_POLICY: 'The camera can’t be used on this page.',
  CAMERA_DENIED_BY_SYSTEM:
    'Your system blocks the camera for this browser. Allow it in the system’s settings, then try again.',
  CAMERA_DISMISSED: 'The camera isn’t allowed yet. Try again, and choose Allow.',
  CAMERA_NOT_FOUND: 'No camera found. Connect one and try again.',
  CAMERA_IN_USE: 'Another app is using your camera. Close it and try again.',
  CAMERA_LOST: 'Your camera was disconnected. Video resumes when it’s back.',
  CAMERA_REPLACED: 'Your camera was disconnected. We switched to another one.',
  CAMERA_NO_FRAMES: 'Your camera isn’t sending video. Uncover or unblock it, then try again.',
  MICROPHONE_DENIED: 'The microphone is blocked. Allow it, then try again.',
  MICROPHONE_DENIED_BY_POLICY: 'The microphone can’t be used on this page.',
  MICROPHONE_DENIED_BY_SYSTEM:
    'Your system blocks the microphone for this browser. Allow it in the system’s settings, then try again.',
  MICROPHONE_DISMISSED: 'The microphone isn’t allowed yet. Try again, and choose Allow.',
  MICROPHONE_NOT_FOUND: 'No microphone found. Connect one and try again.',
  MICROPHONE_IN_USE: 'Another app is using your microphone. Close it and try again.',
  MICROPHONE_REPLACED: 'Your microphone was disconnected. We switched to another one.',
  MICROPHONE_UNSUPPORTED: 'Your browser can’t use this microphone. Video continues without it.',
  SCREEN_DENIED: 'No screen was shared. Choose one and try again.',
  NOT_ALLOWED: 'You don’t have access to this.',
  PAYMENT_REQUIRED: 'Payment is required to continue.',
  PROMPT_REJECTED: 'That isn’t allowed. Try something else.',
  INVALID_INPUT: 'That couldn’t be used. Check it and try again.',
  RATE_LIMITED: 'Too many requests. Wait a moment and try again.',
  CONCURRENCY_LIMIT: 'All sessions are in use. Try again in a few minutes.',
  AT_CAPACITY: 'It’s very busy right now. Try again in a few minutes.',
  POLICY_VIOLATION: 'The session ended because the prompt or image isn’t allowed. Try another one.',
  LIVEKIT_INITIALIZATION_ERROR: outOfDate,
  UNSUPPORTED_BROWSER: BROWSER,
  UNSUPPORTED_PLATFORM_FEATURE: BROWSER,
  REACT_NATIVE_SETUP_REQUIRED: BROWSER,
  PROCESSING_ERROR: 'The image couldn’t be edited. Please try again.',
  FILES_UPLOAD_ERROR: FILE,
  FILES_GET_ERROR: FILE,
  FILES_DELETE_ERROR: FAILED,
  ABORTED: 'Cancelled.',
  UNKNOWN: FAILED,
};

const has = (code: string): code is keyof typeof SENTENCES => code in SENTENCES;

/**
 * The error sentences for visitors: they don't mention tokens, options or servers. The type makes the table complete: a
 * new code doesn't compile until it has a sentence, or is listed above.
 */
export function errorSentenceOf(code: DecartErrorCode): string {
  if (has(code)) return SENTENCES[code];
  if (/^(WEBRTC_|CONNECT)/.test(code)) return CONNECTION;
  return /^(JOB|QUEUE)_/.test(code) ? VIDEO : NOT_AVAILABLE;
}
