import type { ComponentPropsWithRef, CSSProperties, ReactNode } from 'react';
import { ControlBar } from '../controls/ControlBar';
import { FullscreenButton } from '../controls/FullscreenButton';
import { OutputVideo } from '../video/OutputVideo';
import { ErrorAction, type ErrorActions } from './ErrorAction';
import { LiveNotes } from './LiveNotes';
import { StartStopButton } from './StartStopButton';
import { StatusMessage } from './StatusMessage';
import { VideoOverlay } from './VideoOverlay';
import { VideoStage } from './VideoStage';

/** How to show a video, of a session or a viewer. */
export interface PlayerLayoutOptions {
  /**
   * The bar: `true` for a small one, `false` for none, or your own choice of parts. Without a bar, users can still start
   * and restart.
   * @defaultValue true
   */
  controls?: ReactNode;
  /** How the video fills its box, as CSS `object-fit`. @defaultValue 'cover', or 'contain' for an upright video */
  fit?: CSSProperties['objectFit'];
  /** The URL of an image to show before the first frame. */
  poster?: string | undefined;
  /** Whether the sound is off. Browsers play sound only after a click. @defaultValue true */
  muted?: boolean | undefined;
  /** Props of the `<video>`, such as a `ref`, an `aria-label` or `crossOrigin`. */
  videoProps?: ComponentPropsWithRef<'video'> | undefined;
  /**
   * What a visitor can do about an error, by its code: shown next to "Try again". For `PAYMENT_REQUIRED`, for example, a
   * link to buy.
   */
  errorActions?: ErrorActions | undefined;
  /** Shown over the video. */
  children?: ReactNode;
}

/** The video, with overlays, messages and the bar. Usable without CSS. */
export function PlayerLayout(props: PlayerLayoutOptions) {
  const { controls = true, fit, poster, muted = true, videoProps, errorActions, children } = props;
  // For anything else that shows a video in the stage.
  const fitting: CSSProperties & { '--_fit'?: typeof fit } = fit ? { '--_fit': fit } : {};
  // React's types don't allow a CSS variable there.
  const fitted: object = { objectFit: 'var(--_fit, cover)' };
  return (
    <>
      <VideoStage style={fitting}>
        <OutputVideo
          poster={poster}
          muted={muted}
          {...videoProps}
          style={{
            display: 'block',
            width: '100%',
            aspectRatio: 'var(--decart-aspect-ratio, var(--_ratio, 16 / 9))',
            ...fitted,
            ...videoProps?.style,
          }}
        />
        {children}
        <VideoOverlay>
          <StatusMessage />
          {errorActions && <ErrorAction actions={errorActions} />}
          <StartStopButton />
        </VideoOverlay>
        <LiveNotes />
      </VideoStage>
      {controls !== false && <ControlBar>{controls === true ? <FullscreenButton /> : controls}</ControlBar>}
    </>
  );
}
