const REPEAT_MS = 250;

/** A black picture, for where there is none: no input, or a camera that is still opening. Stop it, or it continues. */
export function blackTrack(width: number, height: number): MediaStreamTrack | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  const draw = () => context?.fillRect(0, 0, width, height);
  draw();
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) return undefined;
  // What is drawn is sent. Were it drawn once, and that frame lost, the service would continue with the camera's last picture.
  const timer = setInterval(draw, REPEAT_MS);
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}
