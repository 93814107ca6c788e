/** A camera by its constraints, a picture of the caller's own, or none. */
export type VideoInput = MediaTrackConstraints | MediaStream | null;
export type MicrophoneInput = boolean | MediaTrackConstraints;

/** Whether a camera is to be opened, rather than shown what the caller has. */
export function isCamera(input: VideoInput): input is MediaTrackConstraints {
  return input !== null && !(input instanceof MediaStream);
}
