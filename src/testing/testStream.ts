/** A stream without tracks, for pages without `MediaStream`, such as jsdom's. */
class TestStream extends EventTarget implements MediaStream {
  readonly [Symbol.toStringTag] = 'MediaStream';
  readonly id = 'test-stream';
  readonly active = true;
  onaddtrack = null;
  onremovetrack = null;
  addTrack(): void {}
  removeTrack(): void {}
  clone = (): MediaStream => new TestStream();
  getTracks = (): MediaStreamTrack[] => [];
  getAudioTracks = (): [] => [];
  getVideoTracks = (): [] => [];
  getTrackById = (): null => null;
}

const hasMedia = () => typeof MediaStream !== 'undefined';

export const createTestStream = (): MediaStream => (hasMedia() ? new MediaStream() : new TestStream());

/** Makes `<video>` play nothing if the page can't play: jsdom would log an error at each call. */
export function playNothing(): void {
  if (hasMedia() || typeof HTMLMediaElement === 'undefined') return;
  const { prototype } = HTMLMediaElement;
  prototype.play = async () => {};
  prototype.pause = () => {};
  prototype.load = () => {};
}
