/** A black picture, to hold the place of a camera that is still opening. */
export function blackTrack(width: number, height: number): MediaStreamTrack | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', { alpha: false })?.fillRect(0, 0, width, height);
  return canvas.captureStream().getVideoTracks()[0];
}
