import type { CSSProperties, ReactNode } from 'react';
import { FullscreenButton } from '../controls/FullscreenButton';
import { OutputVideo } from '../video/OutputVideo';
import { ProblemMessage } from './ProblemMessage';
import { Stage } from './Stage';

/** How a picture is shown, whoever's it is. */
export interface PlayerLayoutOptions {
  /**
   * The bar: `true` for a small one, `false` for none, or the parts that you want in it. Starting, and starting again,
   * is possible without.
   * @defaultValue true
   */
  controls?: ReactNode;
  /** How the picture fills its box, as CSS `object-fit`. @defaultValue 'cover' */
  fit?: CSSProperties['objectFit'];
  /** The address of an image to show before the first picture. */
  poster?: string | undefined;
  /** Whether the sound is off. Browsers play sound only after a click. @defaultValue true */
  muted?: boolean | undefined;
  /** Laid over the picture. */
  children?: ReactNode;
}

interface Props extends PlayerLayoutOptions {
  message: ReactNode;
  action: ReactNode;
}

/** The picture, what is laid over it, what is said of it, and the bar. Usable without CSS. */
export function PlayerLayout(props: Props) {
  const { controls = true, fit = 'cover', poster, muted = true, children, message, action } = props;
  // For what else shows a picture in the stage.
  const fitting: CSSProperties & { '--_fit': typeof fit } = { '--_fit': fit };
  return (
    <>
      <Stage style={fitting}>
        <OutputVideo
          poster={poster}
          muted={muted}
          style={{
            display: 'block',
            width: '100%',
            aspectRatio: 'var(--decart-aspect-ratio, 16 / 9)',
            objectFit: fit,
          }}
        />
        {children}
        <div className="decart-face">
          {message}
          {action}
        </div>
        <ProblemMessage />
      </Stage>
      {controls !== false && (
        <div className="decart-bar">{controls === true ? <FullscreenButton /> : controls}</div>
      )}
    </>
  );
}
