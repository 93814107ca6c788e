/** What a choice of a device says to `getUserMedia`. */
export function toConstraints(choice: string | boolean | MediaTrackConstraints): MediaTrackConstraints {
  if (typeof choice === 'string') return { deviceId: { exact: choice } };
  return typeof choice === 'boolean' ? {} : choice;
}
