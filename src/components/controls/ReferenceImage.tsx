import { forwardRef, useRef, useState } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { closeIcon, imageIcon } from '../part/icons';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { ControlButton } from './ControlButton';
import { type ReferenceImageOptions, useReferenceImage } from './useReferenceImage';

export interface ReferenceImageProps
  extends Omit<PartProps<'div'>, 'defaultValue'>,
    Omit<ReferenceImageOptions, 'session'> {}

/**
 * Sets the session's reference image: chosen in a dialog, dropped on the video, or pasted. It begins with the `image` of
 * the enclosing root, and follows it. `data-state` is `empty`, `set`, or `over` while a file is dragged over the video.
 *
 * @example
 * ```tsx
 * <ReferenceImage />
 * ```
 */
export const ReferenceImage = /* @__PURE__ */ withDisplayName(
  'ReferenceImage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ReferenceImageProps>(function ReferenceImage(
    { value, defaultValue, onValueChange, onApplied, ...props },
    ref,
  ) {
    const options = { value, defaultValue, onValueChange, onApplied };
    const { image, url, setImage, openDialog, isDropping, inputProps } = useReferenceImage(options);
    const chooseButton = useRef<HTMLButtonElement>(null);
    // A HEIC photo, for example.
    const [unreadableUrl, setUnreadableUrl] = useState<string>();
    const label = useLabel();
    return (
      <Part
        as="div"
        component="ReferenceImage"
        look="decart-image"
        own={{ 'data-state': isDropping ? 'over' : image ? 'set' : 'empty' }}
        inner={
          <>
            <ControlButton
              ref={chooseButton}
              label={label('chooseImage', en.chooseImage)}
              icon={imageIcon}
              onClick={openDialog}
            >
              {url && url !== unreadableUrl && (
                <img
                  key={url}
                  src={url}
                  alt={label('referenceImage', en.referenceImage)}
                  width="32"
                  height="32"
                  onError={() => setUnreadableUrl(url)}
                />
              )}
            </ControlButton>
            {image && (
              <ControlButton
                label={label('removeImage', en.removeImage)}
                icon={closeIcon}
                onClick={() => {
                  // This button disappears, and takes the focus with it.
                  chooseButton.current?.focus();
                  setImage(null);
                }}
              />
            )}
            <input {...inputProps} />
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
