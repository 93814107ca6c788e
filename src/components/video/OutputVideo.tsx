import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef, useState } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayback, usePlayer } from '../player/player';

export type OutputVideoProps = PartProps<'video'>;

/**
 * The transformed video, no wider than its container; with `decart-react/styles.css` it fills its `<VideoStage>`.
 * `data-state` is `empty` until its first frame, then `shown`. Silent unless `muted={false}`; then a browser may block
 * playback until a click.
 *
 * @example
 * ```tsx
 * <OutputVideo poster="/poster.jpg" />
 * ```
 */
export const OutputVideo = /* @__PURE__ */ withDisplayName(
  'OutputVideo',
  /* @__PURE__ */ forwardRef<HTMLVideoElement, OutputVideoProps>(function OutputVideo(props, ref) {
    const { output } = usePlayer('OutputVideo');
    const { videoRef } = usePlayback('OutputVideo');
    const [hasFrame, setHasFrame] = useState(false);
    const label = useLabel();
    return (
      <Part
        as="video"
        component="OutputVideo"
        look="decart-output"
        own={{
          'data-decart-video': 'output',
          'data-state': hasFrame ? 'shown' : 'empty',
          'aria-label': label('video', en.video),
          autoPlay: true,
          playsInline: true,
          muted: true,
          // A video is wider than most pages.
          style: { maxWidth: '100%' },
          onLoadedData: () => setHasFrame(true),
          onEmptied: () => setHasFrame(false),
        }}
        {...props}
        ref={useComposedRefs(ref, videoRef, output.ref)}
      />
    );
  }),
);
