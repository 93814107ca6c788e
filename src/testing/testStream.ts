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

/** Whether the page has real streams. In jsdom, a test may have put something else in their place. */
const hasMedia = () => typeof MediaStream !== 'undefined' && 'getVideoTracks' in MediaStream.prototype;

export const createTestStream = (): MediaStream => (hasMedia() ? new MediaStream() : new TestStream());

/** A mock of the test's own, which it may want to look at. */
const isMock = (method: object) => 'mock' in method;

/** Makes `<video>` play nothing if the page can't play: jsdom would log an error at each call. */
export function playNothing(): void {
  if (hasMedia() || typeof HTMLMediaElement === 'undefined') return;
  const { prototype } = HTMLMediaElement;
  if (!isMock(prototype.play)) prototype.play = async () => {};
  if (!isMock(prototype.pause)) prototype.pause = () => {};
  if (!isMock(prototype.load)) prototype.load = () => {};
}
