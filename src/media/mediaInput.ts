import { hasTag } from '../requests/shapes';

/** A camera by its constraints, a stream of the caller's own, or none. */
export type VideoInput = MediaTrackConstraints | MediaStream | null;
export type MicrophoneInput = boolean | MediaTrackConstraints;

/** Also the id of a device, which a person chose. */
export type VideoChoice = string | VideoInput;
export type MicrophoneChoice = string | MicrophoneInput;

/** Whether a value is a `MediaStream`: from whichever window, or of the class that a unit test puts in its place. */
export function isStream(value: unknown): value is MediaStream {
  const isOurs = typeof MediaStream !== 'undefined' && value instanceof MediaStream;
  return isOurs || hasTag(value, 'MediaStream');
}

/** Whether a camera should be opened, rather than shown what the caller has. */
export function isCamera(input: VideoChoice): input is string | MediaTrackConstraints {
  return input !== null && !isStream(input);
}

export function toConstraints(choice: string | boolean | MediaTrackConstraints): MediaTrackConstraints {
  if (typeof choice === 'string') return { deviceId: { exact: choice } };
  return typeof choice === 'boolean' ? {} : choice;
}
