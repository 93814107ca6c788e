import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { type SplitOptions, useSplit } from '../video/useSplit';
import { useShowable } from './FilePreview';

export interface ImageComparisonProps extends Omit<PartProps<'div'>, 'defaultValue'>, SplitOptions {
  /** The URL of the original image. */
  before: string;
  /** The URL of the edited image. */
  after: string;
}

const layer = { position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'cover' } as const;

/**
 * Two images, one over the other: the original is to the left of a line that a slider moves. It is an `<input
 * type="range">`: arrow keys, Home and End move it. If the browser can't show `before`, only `after` is shown.
 *
 * @example
 * ```tsx
 * <ImageComparison before={photoUrl} after={paintingUrl} />
 * ```
 */
export const ImageComparison = /* @__PURE__ */ withDisplayName(
  'ImageComparison',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ImageComparisonProps>(function ImageComparison(
    { before, after, value, defaultValue, onValueChange, ...props },
    ref,
  ) {
    const { clipPath, sliderProps } = useSplit({ value, defaultValue, onValueChange });
    const { isShowable, onUnshowable } = useShowable(before);
    const label = useLabel();
    return (
      <Part
        as="div"
        component="ImageComparison"
        look="decart-comparison"
        inner={
          <>
            <div style={{ position: 'relative' }}>
              <Part
                as="img"
                component="ImageComparison"
                look="decart-picture"
                src={after}
                alt={label('after', en.after)}
                style={{ display: 'block', width: '100%' }}
              />
              {isShowable && (
                <img
                  src={before}
                  alt={label('before', en.before)}
                  style={{ ...layer, clipPath }}
                  onError={onUnshowable}
                />
              )}
            </div>
            {isShowable && (
              <Part
                as="input"
                component="ImageComparison"
                look="decart-comparison-slider"
                own={sliderProps}
              />
            )}
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
