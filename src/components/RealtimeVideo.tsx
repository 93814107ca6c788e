import { forwardRef } from 'react';
import { classNames } from './classNames';
import { named } from './named';
import { PlayerLayout, type PlayerLayoutOptions } from './player/PlayerLayout';
import { RealtimeRoot, type RealtimeRootProps } from './session/RealtimeRoot';
import { StartStopButton } from './session/StartStopButton';
import { StatusMessage } from './session/StatusMessage';
import { InputPreview } from './video/InputPreview';

export interface RealtimeVideoProps
  extends PlayerLayoutOptions,
    Omit<RealtimeRootProps, 'asChild' | keyof PlayerLayoutOptions> {
  /** Shows the camera in a corner. @defaultValue true */
  preview?: boolean | undefined;
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
export const RealtimeVideo = /* @__PURE__ */ named(
  'RealtimeVideo',
  /* @__PURE__ */ forwardRef<HTMLDivElement, RealtimeVideoProps>(function RealtimeVideo(props, ref) {
    const { controls, preview = true, fit, poster, muted, className, children, ...session } = props;
    return (
      <RealtimeRoot {...session} ref={ref} className={classNames('decart-video', className)}>
        <PlayerLayout
          controls={controls}
          fit={fit}
          poster={poster}
          muted={muted}
          message={<StatusMessage />}
          action={<StartStopButton />}
        >
          {preview && <InputPreview />}
          {children}
        </PlayerLayout>
      </RealtimeRoot>
    );
  }),
);
