import { type CSSProperties, forwardRef, type ReactNode } from 'react';
import { classNames } from './classNames';
import { FullscreenButton } from './controls/FullscreenButton';
import { Stage } from './player/Stage';
import { RealtimeRoot, type RealtimeRootProps } from './session/RealtimeRoot';
import { StartStopButton } from './session/StartStopButton';
import { StatusMessage } from './session/StatusMessage';
import { InputPreview } from './video/InputPreview';
import { OutputVideo } from './video/OutputVideo';

export interface RealtimeVideoProps extends Omit<RealtimeRootProps, 'asChild'> {
  /**
   * The bar below the picture: `true` for a small one, `false` for none, or the parts that you want in it. Starting,
   * and starting again, is possible without.
   * @defaultValue true
   */
  controls?: ReactNode;
  /** Shows the camera in a corner. @defaultValue true */
  preview?: boolean | undefined;
  /** How the picture fills its box, as CSS `object-fit`. @defaultValue 'cover' */
  fit?: CSSProperties['objectFit'];
  /** The address of an image to show before the first picture. */
  poster?: string | undefined;
  /** @defaultValue true */
  muted?: boolean | undefined;
  /** Laid over the picture. */
  children?: ReactNode;
}

/**
 * Live video, transformed, in one line: asks for the camera, shows each status with the action that belongs to it,
 * reconnects, and cleans up. Takes every option of `useRealtimeStream`. Usable without CSS; `decart-react/styles.css`
 * gives it its look.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" prompt="oil painting" autoStart />
 * ```
 * @example With every control
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls />} />
 * ```
 */
export const RealtimeVideo = /* @__PURE__ */ forwardRef<HTMLDivElement, RealtimeVideoProps>(
  function RealtimeVideo(
    { controls = true, preview = true, fit = 'cover', poster, muted = true, className, children, ...props },
    ref,
  ) {
    return (
      <RealtimeRoot {...props} ref={ref} className={classNames('decart-video', className)}>
        <Stage>
          <OutputVideo
            className="decart-output"
            poster={poster}
            muted={muted}
            style={{
              display: 'block',
              width: '100%',
              aspectRatio: 'var(--decart-aspect-ratio, 16 / 9)',
              objectFit: fit,
            }}
          />
          {preview && <InputPreview />}
          {children}
          <div className="decart-face">
            <StatusMessage />
            <StartStopButton />
          </div>
        </Stage>
        {controls !== false && (
          <div className="decart-bar">{controls === true ? <FullscreenButton /> : controls}</div>
        )}
      </RealtimeRoot>
    );
  },
);
