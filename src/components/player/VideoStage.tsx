import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef } from 'react';
import { useSelection } from '../../hooks/useRealtimeState';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { named } from '../part/named';
import { Part, type PartProps } from '../part/Part';
import { type PlayerState, usePlayer } from './player';

export type VideoStageProps = PartProps<'div'>;

const hasVideo = ({ remoteStream }: PlayerState) => remoteStream !== null;

/**
 * The box around the video. What is laid over the video belongs in here. `data-state` is `empty` until there is a video,
 * then `shown`.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <InputPreview />
 * </VideoStage>
 * ```
 */
export const VideoStage = /* @__PURE__ */ named(
  'VideoStage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VideoStageProps>(function VideoStage(props, ref) {
    const { stage, session } = usePlayer('VideoStage');
    const isShown = useSelection<PlayerState, boolean>(session, hasVideo, IDLE_SNAPSHOT);
    return (
      <Part
        as="div"
        component="VideoStage"
        look="decart-stage"
        own={{ 'data-state': isShown ? 'shown' : 'empty', style: { position: 'relative' } }}
        {...props}
        ref={useComposedRefs(ref, stage.ref)}
      />
    );
  }),
);
