import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useShowable } from './FilePreview';
import { useMediaLabel } from './mediaLabels';

export interface ComparisonProps extends ComponentPropsWithoutRef<'div'>, AsChild {
  /** The address of the picture as it was. */
  before: string;
  /** The address of the picture as it is now. */
  after: string;
}

const layer = { position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'cover' } as const;

/**
 * Two pictures, one over the other, and a slider that moves the line between them. It is an `<input type="range">`: arrow
 * keys, Home and End move it. Where the browser cannot show `before`, `after` is shown alone.
 *
 * @example
 * ```tsx
 * <Comparison before={photoUrl} after={paintingUrl} />
 * ```
 */
export const Comparison = /* @__PURE__ */ named(
  'Comparison',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ComparisonProps>(function Comparison(
    { asChild, before, after, className, children, ...props },
    ref,
  ) {
    const [percent, setPercent] = useState(100);
    const { isShowable, onUnshowable } = useShowable(before);
    const label = useMediaLabel();
    const Box = asChild ? Slot : 'div';
    return (
      <Box {...props} ref={ref} className={classNames('decart-comparison', className)}>
        {fillIn(
          asChild,
          children,
          <>
            <div style={{ position: 'relative' }}>
              <img
                className="decart-picture"
                src={after}
                alt={label('after')}
                style={{ display: 'block', width: '100%' }}
              />
              {isShowable && (
                <img
                  src={before}
                  alt={label('before')}
                  style={{ ...layer, clipPath: `inset(0 0 0 ${percent}%)` }}
                  onError={onUnshowable}
                />
              )}
            </div>
            {isShowable && (
              <input
                type="range"
                // A picture does not turn round with the text: the slider stays the way round that the pictures are.
                dir="ltr"
                className="decart-comparison-slider"
                min={0}
                max={100}
                value={percent}
                aria-label={label('compare')}
                aria-valuetext={label('comparePosition', { percent })}
                onChange={({ target }) => setPercent(Number(target.value))}
              />
            )}
          </>,
        )}
      </Box>
    );
  }),
);
