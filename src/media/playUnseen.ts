/** A `<video>` outside of the page that plays the stream: for its frames and events. */
export function playUnseen(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  void video.play().catch(() => {});
  return video;
}
