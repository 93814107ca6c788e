import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { usePlayback, usePlayer } from '../player/player';
import { type AsChild, Slot } from '../Slot';

export type OutputVideoProps = ComponentPropsWithoutRef<'video'> & AsChild;

/**
 * The transformed picture, no wider than what it is in; with `decart-react/styles.css` it fills its `<Stage>`. `data-state`
 * is `empty` until its first frame, then `shown`. Silent unless `muted={false}`; then a browser may hold playback back
 * until a click.
 *
 * @example
 * ```tsx
 * <OutputVideo poster="/poster.jpg" />
 * ```
 */
export const OutputVideo = /* @__PURE__ */ named(
  'OutputVideo',
  /* @__PURE__ */ forwardRef<HTMLVideoElement, OutputVideoProps>(function OutputVideo(
    { asChild, className, style, onLoadedData, onEmptied, ...props },
    ref,
  ) {
    const { output } = usePlayer();
    const { videoRef } = usePlayback();
    const [hasPicture, setHasPicture] = useState(false);
    const Video = asChild ? Slot : 'video';
    return (
      <Video
        data-decart-video="output"
        data-state={hasPicture ? 'shown' : 'empty'}
        autoPlay
        playsInline
        muted
        {...props}
        className={classNames('decart-output', className)}
        // A picture is wider than most pages.
        style={{ maxWidth: '100%', ...style }}
        onLoadedData={(event) => {
          setHasPicture(true);
          onLoadedData?.(event);
        }}
        onEmptied={(event) => {
          setHasPicture(false);
          onEmptied?.(event);
        }}
        ref={useComposedRefs(ref, videoRef, output.ref)}
      />
    );
  }),
);
