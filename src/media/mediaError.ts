import { DecartError } from '../errors/DecartError';

/** What a person would call the device that `getUserMedia` was asked for. */
export type Device = 'camera' | 'microphone';

const ADVICE = {
  DENIED: (device: Device) =>
    `The ${device} is blocked. Allow this page to use it in the browser's site settings, then try again.`,
  NOT_FOUND: (device: Device) =>
    `No ${device} was found that fits. Connect one, or choose another, then try again.`,
  IN_USE: (device: Device) =>
    `The ${device} could not be started. Another application may be using it: close that one, then try again.`,
} as const;

type Problem = keyof typeof ADVICE;

// The names are those of https://developer.mozilla.org/docs/Web/API/MediaDevices/getUserMedia#exceptions.
const PROBLEMS: Record<string, Problem> = {
  NotAllowedError: 'DENIED',
  SecurityError: 'DENIED',
  NotFoundError: 'NOT_FOUND',
  OverconstrainedError: 'NOT_FOUND',
  NotReadableError: 'IN_USE',
  AbortError: 'IN_USE',
};

/** Turns what `getUserMedia` rejects with into a `DecartError` with a code for the device and its problem. */
export function mediaError(cause: unknown, device: Device): DecartError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  const problem = PROBLEMS[name] ?? 'NOT_FOUND';
  const prefix = device === 'camera' ? 'CAMERA' : 'MICROPHONE';
  return new DecartError(`${prefix}_${problem}`, ADVICE[problem](device), { cause });
}

export function cameraLost(cause: unknown): DecartError {
  return new DecartError(
    'CAMERA_LOST',
    'The camera is gone, and no other could be opened. The session goes on, and takes a camera up again when one is there.',
    { cause, fatal: false },
  );
}

export function microphoneLost(cause: unknown): DecartError {
  return new DecartError(
    cause instanceof DecartError ? cause.code : 'MICROPHONE_NOT_FOUND',
    'The microphone is gone, and no other could be opened. The session goes on without sound, and takes a microphone up again when one is there.',
    { cause, fatal: false },
  );
}
