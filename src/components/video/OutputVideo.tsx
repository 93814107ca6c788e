import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { usePlayback, usePlayer } from '../player/player';
import { type AsChild, Slot, useMergedRefs } from '../Slot';

export type OutputVideoProps = ComponentPropsWithoutRef<'video'> & AsChild;

/**
 * The transformed picture. Silent unless `muted={false}`; then a browser may hold playback back until a click.
 *
 * @example
 * ```tsx
 * <OutputVideo poster="/poster.jpg" />
 * ```
 */
export const OutputVideo = /* @__PURE__ */ forwardRef<HTMLVideoElement, OutputVideoProps>(
  function OutputVideo({ asChild, ...props }, ref) {
    const { output } = usePlayer();
    const { videoRef } = usePlayback();
    const Video = asChild ? Slot : 'video';
    return (
      <Video
        data-decart-video="output"
        autoPlay
        playsInline
        muted
        {...props}
        ref={useMergedRefs(useMergedRefs(ref, videoRef), output.set)}
      />
    );
  },
);
