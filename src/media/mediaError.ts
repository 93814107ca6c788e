import { DecartError } from '../errors/DecartError';

/** What users call the devices that `getUserMedia` was asked for. */
export type Device = 'camera' | 'microphone';

const ADVICE = {
  DENIED: (device: Device) =>
    `The ${device} is blocked. Allow this page to use it in the browser's site settings, then try again.${frameHint()}`,
  DENIED_BY_POLICY: (device: Device) =>
    `This page isn't allowed to use the ${device}. Its <iframe> needs allow="camera; microphone", or its Permissions-Policy header must allow it.`,
  DENIED_BY_SYSTEM: (device: Device) =>
    `The operating system blocks the ${device} for this browser. Allow it in the privacy settings of the system, then try again.`,
  DISMISSED: (device: Device) =>
    `The permission prompt for the ${device} was dismissed. Try again, and choose Allow.`,
  NOT_FOUND: (device: Device) =>
    `No matching ${device} was found. Connect one, or choose another, then try again.`,
  IN_USE: (device: Device) =>
    `The ${device} couldn't be started. Another application may be using it: close that one, then try again.`,
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

export function nameOf(cause: unknown): string {
  return cause instanceof Error || cause instanceof DOMException ? cause.name : '';
}

/** Converts a rejection of `getUserMedia` to a `DecartError` with a code for the device and its problem. */
export function mediaError(
  cause: unknown,
  device: Device,
  problem: Problem = PROBLEMS[nameOf(cause)] ?? 'NOT_FOUND',
): DecartError {
  const prefix = device === 'camera' ? 'CAMERA' : 'MICROPHONE';
  return new DecartError(`${prefix}_${problem}`, ADVICE[problem](device), { cause });
}

/** Who refused which of `devices`: the system, or the user, permanently or for now. */
export async function refusalError(cause: unknown, devices: readonly Device[]): Promise<DecartError> {
  const states = await Promise.all(devices.map(permissionOf));
  const by = (isIt: (device: Device, index: number) => boolean) => devices.find(isIt);
  const text = cause instanceof DOMException ? cause.message : '';
  const [first = 'camera'] = devices;

  // Chrome says so if macOS or Windows blocks it.
  if (/system/i.test(text)) return mediaError(cause, first, 'DENIED_BY_SYSTEM');
  const denied = by((_, index) => states[index] === 'denied');
  if (denied) return mediaError(cause, denied);
  const asked = by((_, index) => states[index] === 'prompt');
  return asked ? mediaError(cause, asked, 'DISMISSED') : mediaError(cause, first);
}

/** `undefined` if the browser doesn't say. */
async function permissionOf(name: Device): Promise<PermissionState | undefined> {
  return navigator.permissions?.query({ name }).then(
    ({ state }) => state,
    () => undefined,
  );
}

interface PolicyDocument extends Document {
  permissionsPolicy?: { allowsFeature(name: string): boolean };
  featurePolicy?: { allowsFeature(name: string): boolean };
}

/** What the embedding page and a header allow. Only Chromium reports it. */
function policy() {
  const { permissionsPolicy, featurePolicy }: PolicyDocument = document;
  return permissionsPolicy ?? featurePolicy;
}

export const isAllowedByPolicy = (feature: string): boolean => policy()?.allowsFeature(feature) ?? true;

/** Elsewhere, a frame without the attribute looks like a user's refusal. */
function frameHint(): string {
  const mayBeForbidden = window.parent !== window && !policy();
  return mayBeForbidden ? ' This page is in an <iframe>, which also needs allow="camera; microphone".' : '';
}

/** Errors after which the session continues. */
const continuing = (cause?: unknown) => ({ cause, fatal: false });

export function cameraLost(cause: unknown): DecartError {
  return new DecartError(
    'CAMERA_LOST',
    'The camera was disconnected, and no other could be opened. The session continues without video until a camera is available.',
    continuing(cause),
  );
}

export function microphoneLost(cause: unknown): DecartError {
  return new DecartError(
    cause instanceof DecartError ? cause.code : 'MICROPHONE_NOT_FOUND',
    'The microphone was disconnected, and no other could be opened. The session continues without audio until a microphone is available.',
    continuing(cause),
  );
}

/** Another device than the one that the user chose. */
export function deviceReplaced(device: Device): DecartError {
  return new DecartError(
    device === 'camera' ? 'CAMERA_REPLACED' : 'MICROPHONE_REPLACED',
    `The chosen ${device} isn't available, so another one is used. To change that, choose one.`,
    continuing(),
  );
}

export function noFrames(): DecartError {
  return new DecartError(
    'CAMERA_NO_FRAMES',
    'The camera is on, but sends no video. Open its cover, start its application if it is a virtual camera, or choose another camera.',
  );
}

/** Firefox, for a microphone with another sample rate. */
export function microphoneUnsupported(cause: unknown): DecartError {
  return new DecartError(
    'MICROPHONE_UNSUPPORTED',
    'This browser can’t process the sound of this microphone. The session continues without it: choose another microphone.',
    continuing(cause),
  );
}
