import { hasTag } from '../requests/hasTag';

/**
 * What goes in: a camera by its constraints, a screen, the caller's own stream, element or file, or nothing. From
 * elements and files, only the video is sent, without sound.
 */
export type VideoInput = MediaTrackConstraints | SourceInput | null;
export type SourceInput = 'screen' | MediaStream | HTMLCanvasElement | HTMLVideoElement | Blob;
export type MicrophoneInput = boolean | MediaTrackConstraints;

/** Also the id of a device that the user chose. */
export type VideoChoice = string | VideoInput;
export type MicrophoneChoice = string | MicrophoneInput;

/** Whether a value is a `MediaStream`: from any window, or of a class that a unit test uses instead. */
export function isStream(value: unknown): value is MediaStream {
  const isOurs = typeof MediaStream !== 'undefined' && value instanceof MediaStream;
  return isOurs || hasTag(value, 'MediaStream');
}

/** Whether a camera should be opened, rather than a screen or the caller's own input. */
export function isCamera(input: unknown): input is string | MediaTrackConstraints {
  return typeof input === 'string' ? input !== 'screen' : hasTag(input, 'Object') && !isStream(input);
}

/** Whether the app leaves the choice of camera to the browser and the user: no constraints, or an empty id. */
export function isAnyCamera(choice: VideoChoice): boolean {
  return isCamera(choice) && Object.keys(choice).length === 0;
}
