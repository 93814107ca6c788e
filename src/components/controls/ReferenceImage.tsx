import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef, useState } from 'react';
import { DecartError } from '../../errors/DecartError';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import type { ImageInput } from '../../realtime/update';
import { classNames } from '../classNames';
import { closeIcon, imageIcon } from '../icons';
import { named } from '../named';
import { useOutermost, usePlayer } from '../player/player';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useSessionContext } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { usePastedFile } from '../usePastedFile';
import { ControlButton } from './ControlButton';
import { useAttempt } from './useAttempt';
import { wasRefused } from './wasRefused';

export type ReferenceImageProps = ComponentPropsWithoutRef<'div'> & AsChild;

// Not every system knows the type of every file: the service looks at it again.
const isImage = ({ type }: File) => type === '' || type.startsWith('image/');

const noImage = () =>
  new DecartError('INVALID_INPUT', 'A reference image has to be an image file.', { fatal: false });

/**
 * Gives the session a reference image: chosen by a click, dropped on the picture, or pasted. It begins with the `image` of
 * the session around, and follows it. `data-state` is `empty`, `set`, or `dropping` while a file is held over the picture.
 *
 * @example
 * ```tsx
 * <ReferenceImage />
 * ```
 */
export const ReferenceImage = /* @__PURE__ */ named(
  'ReferenceImage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ReferenceImageProps>(function ReferenceImage(
    { asChild, className, children, ...props },
    ref,
  ) {
    const { session, image: wanted } = useSessionContext();
    const around = useOutermost();
    const { problem } = usePlayer();
    const { attempt } = useAttempt();
    const chooseButton = useRef<HTMLButtonElement>(null);
    const fileInput = useRef<HTMLInputElement>(null);
    const [told, setTold] = useState(wanted);
    const [image, setImage] = useState<ImageInput | null | undefined>(wanted);
    // The app has another wish; none leaves the image that there is.
    if (told !== wanted) {
      setTold(wanted);
      if (wanted !== undefined) setImage(wanted);
    }
    const [isDropping, setDropping] = useState(false);
    const objectUrl = useObjectUrl(image instanceof Blob ? image : null);
    // Base64 and the id of an upload have no picture to be shown.
    const url = typeof image === 'string' && /[.:]/.test(image) ? image : objectUrl;
    const label = useLabel();

    const choose = (next: File | null) => {
      setImage(next);
      void attempt(
        () => session.setImage(next),
        (error) => {
          if (wasRefused(session, error)) setImage((current) => (current === next ? image : current));
        },
      );
    };
    const take = (files: FileList) => {
      const file = [...files].find(isImage);
      if (file) choose(file);
      else problem.set(noImage());
    };
    // The listeners stay while the picture does, and call what the newest render says.
    const newest = useRef(take);
    useEffect(() => {
      newest.current = take;
    });

    useEffect(() => {
      if (!around) return undefined;
      const listening = new AbortController();
      const { signal } = listening;
      const onDrag = (event: DragEvent) => {
        const { type, dataTransfer } = event;
        if (!dataTransfer?.types.includes('Files')) return;
        // Without this the browser shows the file in place of the page.
        event.preventDefault();
        setDropping(type === 'dragover');
        if (type === 'drop') newest.current(dataTransfer.files);
      };
      for (const type of ['dragover', 'dragleave', 'drop'] as const) {
        around.addEventListener(type, onDrag, { signal });
      }
      return () => listening.abort();
    }, [around]);

    usePastedFile((target) => around?.contains(target) === true, isImage, choose);

    const Box = asChild ? Slot : 'div';
    return (
      <Box
        data-state={isDropping ? 'dropping' : image ? 'set' : 'empty'}
        {...props}
        ref={ref}
        className={classNames('decart-image', className)}
      >
        {fillIn(
          asChild,
          children,
          <>
            <ControlButton
              ref={chooseButton}
              label={label('chooseImage', 'Choose a reference image')}
              icon={imageIcon}
              action={() => fileInput.current?.click()}
            >
              {url && (
                <img src={url} alt={label('referenceImage', 'Reference image')} width="32" height="32" />
              )}
            </ControlButton>
            {image && (
              <ControlButton
                label={label('removeImage', 'Remove the reference image')}
                icon={closeIcon}
                action={() => {
                  choose(null);
                  // This button goes away, and the focus with it.
                  chooseButton.current?.focus();
                }}
              />
            )}
            <input
              ref={fileInput}
              type="file"
              accept="image/*"
              hidden
              onChange={(event) => {
                if (event.currentTarget.files?.length) take(event.currentTarget.files);
                // The same file can be chosen again.
                event.currentTarget.value = '';
              }}
            />
          </>,
        )}
      </Box>
    );
  }),
);
