/** A camera by its constraints, a picture of the caller's own, or none. */
export type VideoInput = MediaTrackConstraints | MediaStream | null;
export type MicrophoneInput = boolean | MediaTrackConstraints;

/** Also where there is no such class: without WebRTC, or in the DOM of a unit test. */
export function isStream(value: unknown): value is MediaStream {
  return typeof MediaStream !== 'undefined' && value instanceof MediaStream;
}

/** Whether a camera is to be opened, rather than shown what the caller has. */
export function isCamera(input: VideoInput): input is MediaTrackConstraints {
  return input !== null && !isStream(input);
}
