// The SDK mirrors only the track that it gets at connect time: a camera swapped in later would not be mirrored. This
// mirrors any track, so that every camera of a session is shown and sent the same way.

import { playUnseen } from './playUnseen';
import { watchFrames } from './watchFrames';

/** `true`, `false`, or `'auto'`: only a camera that faces the user, as a computer's does. */
export type Mirror = boolean | 'auto';

const FRAME_RATE = 30;

interface TrackProcessor {
  readable: ReadableStream<VideoFrame>;
}
interface TrackGenerator extends MediaStreamTrack {
  writable: WritableStream<VideoFrame>;
}
interface InsertableStreams {
  MediaStreamTrackProcessor?: new (init: { track: MediaStreamTrack }) => TrackProcessor;
  MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => TrackGenerator;
}

/** Whether `track` should be mirrored under the setting `mirror`. */
export function isMirrored(track: MediaStreamTrack, mirror: Mirror): boolean {
  return mirror === 'auto' ? facesUser(track) : mirror;
}

/**
 * The camera of a computer doesn't say which way it faces. Only devices have a group: a canvas, a file or a screen has
 * none.
 */
function facesUser(track: MediaStreamTrack): boolean {
  const { facingMode, groupId } = track.getSettings();
  if (facingMode) return facingMode === 'user';
  return groupId !== undefined && !/back|rear|environment/i.test(track.label);
}

/**
 * A track that shows `source` mirrored. It owns `source`: stopping the mirrored track stops it.
 */
export function mirrorTrack(source: MediaStreamTrack): MediaStreamTrack {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as InsertableStreams;
  const mirrored =
    MediaStreamTrackProcessor && MediaStreamTrackGenerator
      ? pipe(
          new MediaStreamTrackProcessor({ track: source }),
          new MediaStreamTrackGenerator({ kind: 'video' }),
        )
      : draw(source);
  const stop = mirrored.stop.bind(mirrored);
  mirrored.stop = () => {
    stop();
    source.stop();
  };
  source.addEventListener('ended', stop);
  return mirrored;
}

function paint(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null,
  image: CanvasImageSource,
  width: number,
  height: number,
) {
  if (!context || width === 0) return;
  if (context.canvas.width !== width) context.canvas.width = width;
  if (context.canvas.height !== height) context.canvas.height = height;
  context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(image, 0, 0, width, height);
}

function pipe({ readable }: TrackProcessor, generator: TrackGenerator): MediaStreamTrack {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { alpha: false });
  const flip = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      paint(context, frame, frame.displayWidth, frame.displayHeight);
      controller.enqueue(new VideoFrame(canvas, { timestamp: frame.timestamp }));
      frame.close();
    },
  });
  // The pipe ends when either track is stopped, which isn't an error.
  readable
    .pipeThrough(flip)
    .pipeTo(generator.writable)
    .catch(() => {});
  return generator;
}

/** For browsers that don't expose frames: Firefox and Safari. */
function draw(source: MediaStreamTrack): MediaStreamTrack {
  const { width = 1280, height = 720, frameRate = FRAME_RATE } = source.getSettings();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  // Draws exactly the frames of the source: with a rate of its own it would skip some.
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) return source;
  const video = playUnseen(new MediaStream([source]));
  const stopWatching = watchFrames(video, frameRate, () =>
    paint(context, video, video.videoWidth, video.videoHeight),
  );
  const stop = track.stop.bind(track);
  track.stop = () => {
    stopWatching();
    video.srcObject = null;
    stop();
  };
  return track;
}
