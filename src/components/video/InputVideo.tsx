import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef, useEffect, useRef } from 'react';
import { useSessionContext } from '../../hooks/sessionContext';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import { useVideoRef } from '../../hooks/useVideoRef';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { useIsMirrored } from '../controls/useMirrorSwitch';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export type InputVideoProps = PartProps<'video'>;

/**
 * The input: the camera, mirrored as it is sent. You can use it more than once. `data-state` is `empty` while there is
 * none, then `shown`.
 *
 * @example
 * ```tsx
 * <InputVideo className="self-view" />
 * ```
 */
export const InputVideo = /* @__PURE__ */ withDisplayName(
  'InputVideo',
  /* @__PURE__ */ forwardRef<HTMLVideoElement, InputVideoProps>(function InputVideo(props, ref) {
    const { session } = useSessionContext('InputVideo');
    const isMirrored = useIsMirrored(session);
    const stream = useRealtimeState((state) => state.localStream);
    const video = useRef<HTMLVideoElement>(null);
    const { videoRef, playbackBlocked, resumePlayback } = useVideoRef(stream);
    // On a phone that saves power each video waits for a click, for example on "Play".
    useEffect(() => {
      if (!playbackBlocked) return undefined;
      const page = video.current?.ownerDocument ?? document;
      const listening = new AbortController();
      page.addEventListener('click', () => void resumePlayback(), { signal: listening.signal });
      return () => listening.abort();
    }, [playbackBlocked, resumePlayback]);
    const label = useLabel();
    return (
      <Part
        as="video"
        component="InputVideo"
        look="decart-input"
        own={{
          'data-decart-video': 'input',
          'data-state': stream ? 'shown' : 'empty',
          'aria-label': label('preview', en.preview),
          autoPlay: true,
          playsInline: true,
          muted: true,
          style: { maxWidth: '100%', ...(isMirrored && { transform: 'scaleX(-1)' }) },
        }}
        {...props}
        ref={useComposedRefs(ref, video, videoRef)}
      />
    );
  }),
);
