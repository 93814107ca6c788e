import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useVideoRef } from '../../hooks/useVideoRef';
import { named } from '../named';
import { type AsChild, Slot } from '../Slot';
import { useIsMirrored, useRealtimeState } from '../session/sessionContext';

export type InputVideoProps = ComponentPropsWithoutRef<'video'> & AsChild;

/**
 * What goes in: the camera, the same way round as it is sent. May be there more than once. `data-state` is `empty` while
 * there is none, then `shown`.
 *
 * @example
 * ```tsx
 * <InputVideo className="self-view" />
 * ```
 */
export const InputVideo = /* @__PURE__ */ named(
  'InputVideo',
  /* @__PURE__ */ forwardRef<HTMLVideoElement, InputVideoProps>(function InputVideo(
    { asChild, style, ...props },
    ref,
  ) {
    const isMirrored = useIsMirrored();
    const stream = useRealtimeState((state) => state.localStream);
    const { videoRef } = useVideoRef(stream);
    const Video = asChild ? Slot : 'video';
    return (
      <Video
        data-decart-video="input"
        data-state={stream ? 'shown' : 'empty'}
        autoPlay
        playsInline
        muted
        style={{ maxWidth: '100%', ...(isMirrored && { transform: 'scaleX(-1)' }), ...style }}
        {...props}
        ref={useComposedRefs(ref, videoRef)}
      />
    );
  }),
);
