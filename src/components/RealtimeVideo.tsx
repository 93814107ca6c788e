import { forwardRef } from 'react';
import { withDisplayName } from './part/withDisplayName';
import { PlayerLayout, type PlayerLayoutOptions } from './player/PlayerLayout';
import { SessionRoot, type SessionRootOptions } from './session/SessionRoot';
import { InputPreview } from './video/InputPreview';

export interface RealtimeVideoProps
  extends PlayerLayoutOptions,
    Omit<SessionRootOptions, 'asChild' | keyof PlayerLayoutOptions> {
  /** Shows the camera in a corner. @defaultValue true */
  preview?: boolean | undefined;
}

/**
 * Live video, transformed, in one line: asks for the camera, shows each status with its action, reconnects, and cleans
 * up. Takes every option of `useRealtimeStream`. Usable without CSS; `decart-react/styles.css` styles it.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" prompt="oil painting" autoStart />
 * ```
 * @example With a way out of an error
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" errorActions={{ PAYMENT_REQUIRED: <a href="/buy">Buy more minutes</a> }} />
 * ```
 * @example With every control
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls />} />
 * ```
 */
export const RealtimeVideo = /* @__PURE__ */ withDisplayName(
  'RealtimeVideo',
  /* @__PURE__ */ forwardRef<HTMLDivElement, RealtimeVideoProps>(function RealtimeVideo(props, ref) {
    const {
      controls,
      preview = true,
      fit,
      poster,
      muted,
      videoProps,
      errorActions,
      children,
      ...session
    } = props;
    return (
      <SessionRoot component="RealtimeVideo" look="decart-video" {...session} ref={ref}>
        <PlayerLayout
          controls={controls}
          fit={fit}
          poster={poster}
          muted={muted}
          videoProps={videoProps}
          errorActions={errorActions}
        >
          {preview && <InputPreview />}
          {children}
        </PlayerLayout>
      </SessionRoot>
    );
  }),
);
