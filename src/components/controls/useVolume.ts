import { useCallback, useSyncExternalStore } from 'react';
import * as en from '../../labels/english';
import { formatPercent } from '../../labels/format';
import { useLabel, useLocale } from '../../provider/labels';
import type { OwnProps } from '../part/Part';
import { useOutput } from '../player/player';
import { rangeProps, toggleProps } from './buttonProps';

/** Options for {@link useVolume}. */
export interface VolumeOptions {
  /** The `<video>`. @defaultValue the enclosing root's `<video>` */
  video?: HTMLVideoElement | null | undefined;
}

/** What {@link useVolume} returns. */
export interface VolumeResult {
  /** From 0 to 1; 0 while muted. */
  volume: number;
  isMuted: boolean;
  /** From 0 to 1; 0 mutes, and the volume is restored later. */
  setVolume: (volume: number) => void;
  setMuted: (isMuted: boolean) => void;
  /** For the `<button>` that mutes. */
  muteProps: OwnProps<'button'>;
  /** For an `<input>`. */
  sliderProps: OwnProps<'input'>;
}

const silent = () => 0;

function mute(video: HTMLVideoElement | null, isMuted: boolean) {
  if (video) video.muted = isMuted;
}

/** Volume 0 counts as muted, and the previous volume is restored later. */
function changeVolume(video: HTMLVideoElement | null, volume: number) {
  mute(video, volume === 0);
  if (video && volume > 0) video.volume = volume;
}

/**
 * How loud the video is.
 *
 * @example
 * ```tsx
 * function Mute() {
 *   const { isMuted, muteProps } = useVolume();
 *   return <MyButton variant="ghost" {...muteProps}>{isMuted ? 'Sound on' : 'Sound off'}</MyButton>;
 * }
 * ```
 */
export function useVolume({ video: own }: VolumeOptions = {}): VolumeResult {
  const output = useOutput();
  const video = own ?? output;
  const label = useLabel();
  const locale = useLocale();
  const subscribe = useCallback(
    (listener: () => void) => {
      video?.addEventListener('volumechange', listener);
      return () => video?.removeEventListener('volumechange', listener);
    },
    [video],
  );
  const volume = useSyncExternalStore(subscribe, () => (video && !video.muted ? video.volume : 0), silent);
  const isMuted = volume === 0;
  const setMuted = (next: boolean) => mute(video, next);
  const setVolume = (next: number) => changeVolume(video, next);
  return {
    volume,
    isMuted,
    setVolume,
    setMuted,
    muteProps: toggleProps({ label: label('mute', en.mute), isOn: isMuted, act: () => setMuted(!isMuted) }),
    sliderProps: {
      ...rangeProps,
      min: 0,
      max: 1,
      step: 0.05,
      value: volume,
      'aria-label': label('volume', en.volume),
      'aria-valuetext': formatPercent(volume, locale),
      onChange: (event) => setVolume(event.currentTarget.valueAsNumber),
    },
  };
}
