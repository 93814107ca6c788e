// The video track that goes in: shown in the preview, and watched for whether it delivers video.
import { type InputStatus, watchInputStatus } from '../media/inputStatus';
import { watchStillness } from '../media/stillTrack';
import { videoTrackOf } from '../media/tracks';
import type { InputChoices } from './inputChoices';

export interface ShownVideoOptions {
  readonly choices: Pick<InputChoices, 'lastCamera'>;
  /** The video to preview, or whether it is sent, has changed. */
  onInput(input: { localStream: MediaStream | null; inputStatus: InputStatus }): void;
  /** There may be something else to send. */
  onChange(): void;
  /** It is on, but delivers no video. */
  onNoFrames(): void;
  /** A stream may have other audio tracks now. */
  onFollow(): void;
}

export interface ShownVideo {
  readonly track: MediaStreamTrack | undefined;
  /** What should be seen now. A track that is disabled, muted or ended isn't shown. */
  readonly visibleTrack: MediaStreamTrack | undefined;
  /** It delivers no frames, or might not in a hidden page. */
  readonly isStill: boolean;
  /** The camera is closed for another: nobody is told that it ended, until `false`, or until another is shown. */
  hush(isHushed: boolean): void;
  /** A camera stays off when another takes its place, or when it is opened again: nobody turned it on. */
  showCamera(track: MediaStreamTrack | undefined): void;
  /** Follows a stream: it may get other tracks, and says nothing when a script changes them. */
  showStream(stream: MediaStream): void;
  close(): void;
}

const FOLLOW_MS = 500;

const noInput = (): InputStatus => 'none';
const never = () => false;

export function createShownVideo(options: ShownVideoOptions): ShownVideo {
  const { choices, onInput, onChange, onNoFrames, onFollow } = options;
  let track: MediaStreamTrack | undefined;
  let localStream: MediaStream | null = null;
  let readStatus = noInput;
  let isStill = never;
  let following: ReturnType<typeof setInterval> | undefined;
  let watching = new AbortController();
  let isHushed = false;

  const publish = () => !isHushed && onInput({ localStream, inputStatus: readStatus() });

  function show(next: MediaStreamTrack | undefined, stream: MediaStream | null) {
    watching.abort();
    watching = new AbortController();
    const { signal } = watching;
    isHushed = false;
    track = next;
    localStream = stream;
    const onStatus = () => {
      publish();
      onChange();
    };
    readStatus = track ? watchInputStatus(track, { onChange: onStatus, onNoFrames }, signal) : noInput;
    // A camera always delivers frames.
    isStill = track && following !== undefined ? watchStillness(track, onChange, signal) : never;
    publish();
  }

  return {
    get track() {
      return track;
    },
    get visibleTrack() {
      return readStatus() === 'live' ? track : undefined;
    },
    get isStill() {
      return isStill();
    },
    hush(next) {
      isHushed = next;
      publish();
    },
    showCamera(next) {
      clearInterval(following);
      following = undefined;
      if (next) {
        next.enabled = choices.lastCamera?.enabled ?? true;
        choices.lastCamera = next;
      }
      show(next, next ? new MediaStream([next]) : null);
    },
    showStream(stream) {
      clearInterval(following);
      following = setInterval(() => {
        const next = videoTrackOf(stream);
        if (next !== track) show(next, stream);
        onFollow();
        onChange();
      }, FOLLOW_MS);
      show(videoTrackOf(stream), stream);
    },
    close() {
      clearInterval(following);
      show(undefined, null);
    },
  };
}
