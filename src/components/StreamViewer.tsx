import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { type UseStreamViewerResult, useStreamViewer } from '../hooks/useStreamViewer';
import type { StreamViewerOptions } from '../viewer/types';
import { classNames } from './classNames';
import type { Labels } from './labels';
import { named } from './named';
import { ActionButton } from './player/ActionButton';
import { Message } from './player/Message';
import { PlayerLayout, type PlayerLayoutOptions } from './player/PlayerLayout';
import { PlayerProvider } from './player/PlayerProvider';
import { PlayerRoot } from './player/PlayerRoot';
import { useErrorText, useLabel } from './useLabel';

export interface StreamViewerProps
  extends StreamViewerOptions,
    PlayerLayoutOptions,
    Omit<ComponentPropsWithoutRef<'div'>, keyof StreamViewerOptions | keyof PlayerLayoutOptions> {
  /** The texts, for translation. */
  labels?: Labels | undefined;
}

/**
 * Shows somebody's live session by its `subscribeToken`, and each status on the way; a publisher that left is seen as
 * such. The parts for a picture work in it: snapshot, recording, fullscreen, picture-in-picture, volume.
 *
 * @example
 * ```tsx
 * <StreamViewer subscribeToken={subscribeToken} />
 * ```
 */
export const StreamViewer = /* @__PURE__ */ named(
  'StreamViewer',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StreamViewerProps>(function StreamViewer(props, ref) {
    const { subscribeToken, autoStart, waitTimeout, reconnect, onStatusChange, onError, labels, ...look } =
      props;
    const { controls, fit, poster, muted, className, children, ...element } = look;
    const viewer = useStreamViewer({
      subscribeToken,
      autoStart,
      waitTimeout,
      reconnect,
      onStatusChange,
      onError,
    });
    const isWithoutToken = !subscribeToken && viewer.status === 'idle';
    return (
      <PlayerProvider stream={viewer} labels={labels}>
        <PlayerRoot
          data-status={viewer.status}
          {...element}
          ref={ref}
          className={classNames('decart-video', className)}
        >
          <PlayerLayout
            controls={controls}
            fit={fit}
            poster={poster}
            muted={muted}
            message={<ViewerMessage viewer={viewer} isWithoutToken={isWithoutToken} />}
            action={
              !isWithoutToken && (
                <ActionButton status={viewer.status} error={viewer.error} session={viewer.session} />
              )
            }
          >
            {children}
          </PlayerLayout>
        </PlayerRoot>
      </PlayerProvider>
    );
  }),
);

interface ViewerMessageProps {
  viewer: UseStreamViewerResult;
  isWithoutToken: boolean;
}

function ViewerMessage({ viewer: { status, error }, isWithoutToken }: ViewerMessageProps) {
  const label = useLabel();
  const errorText = useErrorText();
  const waiting = label('waiting', 'Waiting for the stream…');
  const text = {
    idle: isWithoutToken ? waiting : label('idle', 'Ready when you are'),
    connecting: label('phaseSignaling', 'Connecting…'),
    waiting,
    connected: label('live', 'Live'),
    reconnecting: label('reconnecting', 'Reconnecting…'),
    ended: label('streamEnded', 'The stream is over'),
    error: error ? errorText(error) : '',
  }[status];
  return <Message data-status={status} text={text} />;
}
