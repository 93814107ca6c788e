'use client';

import {
  ControlBar,
  EndingMessage,
  FullscreenButton,
  InputMessage,
  InputPreview,
  OutputVideo,
  ProblemMessage,
  RealtimeRoot,
  type RealtimeRootProps,
  StartStopButton,
  StatusMessage,
  VideoOverlay,
  VideoStage,
} from 'decart-react/parts';

/** `<RealtimeVideo>`, taken apart. Use it inside `<DecartProvider>`; its children are the bar's buttons. */
export function DecartPlayer({
  className = '',
  children = <FullscreenButton />,
  ...props
}: RealtimeRootProps) {
  return (
    <RealtimeRoot className={`decart-video ${className}`} {...props}>
      <VideoStage>
        <OutputVideo
          muted
          style={{ display: 'block', width: '100%', aspectRatio: '16 / 9', objectFit: 'cover' }}
        />
        <InputPreview />
        <VideoOverlay>
          <StatusMessage />
          <StartStopButton />
        </VideoOverlay>
        <InputMessage />
        <EndingMessage />
        <ProblemMessage />
      </VideoStage>
      <ControlBar>{children}</ControlBar>
    </RealtimeRoot>
  );
}
