import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useVideoRef } from '../../hooks/useVideoRef';
import { isMirrored } from '../../media/mirrorTrack';
import { type AsChild, Slot } from '../Slot';
import { useMirror, useRealtimeState } from '../session/sessionContext';

export type InputVideoProps = ComponentPropsWithoutRef<'video'> & AsChild;

/**
 * What goes in: the camera, the same way round as it is sent. May be there more than once.
 *
 * @example
 * ```tsx
 * <InputVideo className="self-view" />
 * ```
 */
export const InputVideo = /* @__PURE__ */ forwardRef<HTMLVideoElement, InputVideoProps>(function InputVideo(
  { asChild, style, ...props },
  ref,
) {
  const mirror = useMirror();
  const stream = useRealtimeState((state) => state.localStream);
  const { videoRef } = useVideoRef(stream);
  const track = stream?.getVideoTracks()[0];
  const isFlipped = track !== undefined && isMirrored(track, mirror);
  const Video = asChild ? Slot : 'video';
  return (
    <Video
      data-decart-video="input"
      autoPlay
      playsInline
      muted
      style={{ ...(isFlipped && { transform: 'scaleX(-1)' }), ...style }}
      {...props}
      ref={useComposedRefs(ref, videoRef)}
    />
  );
});
