const REPEAT_MS = 250;

/**
 * A black video track, for when there is no video: no input, or a camera that is still opening. Call `stop()`, or it
 * keeps drawing.
 */
export function blackTrack(width: number, height: number): MediaStreamTrack | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  const draw = () => context?.fillRect(0, 0, width, height);
  draw();
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) return undefined;
  // Each drawing sends a frame. If it were drawn only once and that frame got lost, the service would continue with the
  // camera's last frame.
  const timer = setInterval(draw, REPEAT_MS);
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}
