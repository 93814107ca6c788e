import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type CSSProperties, forwardRef } from 'react';
import { usePicked } from '../../hooks/usePicked';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useUprightRatio } from '../video/useUprightRatio';
import { type PlayerState, useOutput, usePlayer } from './player';

export type VideoStageProps = PartProps<'div'>;

/** The stage takes the shape of an upright video; if that is too tall, the video is shown whole inside it. */
const upright = (ratio: string): CSSProperties & { [variable: `--_${string}`]: string } => ({
  '--_ratio': ratio,
  '--_fit': 'contain',
});

const hasVideo = ({ remoteStream }: PlayerState) => remoteStream !== null;

/**
 * The box around the video. Put elements that cover the video in here. `data-state` is `empty` until there is a video,
 * then `shown`; `data-upright` is set for an upright or square video, whose shape the stage takes.
 *
 * @example
 * ```tsx
 * <VideoStage>
 *   <OutputVideo />
 *   <InputPreview />
 * </VideoStage>
 * ```
 */
export const VideoStage = /* @__PURE__ */ withDisplayName(
  'VideoStage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VideoStageProps>(function VideoStage(props, ref) {
    const { stage, session } = usePlayer('VideoStage');
    const isShown = usePicked<PlayerState, boolean>(session, hasVideo, IDLE_SNAPSHOT);
    const ratio = useUprightRatio(useOutput());
    return (
      <Part
        as="div"
        component="VideoStage"
        look="decart-stage"
        own={{
          'data-state': isShown ? 'shown' : 'empty',
          'data-upright': ratio ? '' : undefined,
          style: { position: 'relative', ...(ratio && upright(ratio)) },
        }}
        {...props}
        ref={useComposedRefs(ref, stage.ref)}
      />
    );
  }),
);
