/** Plays the stream in a `<video>` that isn't in the page: for its frames and events. */
export function playUnseen(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  void video.play().catch(() => {});
  return video;
}
