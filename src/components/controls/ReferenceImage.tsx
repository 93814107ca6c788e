import { type ComponentPropsWithoutRef, forwardRef, useEffect, useRef, useState } from 'react';
import { useObjectUrl } from '../../query/useObjectUrl';
import { classNames } from '../classNames';
import { closeIcon, imageIcon } from '../icons';
import { useElement, usePlayer } from '../player/player';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeSession } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { ControlButton } from './ControlButton';

export type ReferenceImageProps = ComponentPropsWithoutRef<'div'> & AsChild;

const imageIn = (transfer: DataTransfer | null) =>
  [...(transfer?.files ?? [])].find(({ type }) => type.startsWith('image/'));

/**
 * Gives the session a reference image: chosen by a click, dropped on the picture, or pasted. `data-state` is `empty`,
 * `set`, or `dropping` while a file is held over the picture.
 *
 * @example
 * ```tsx
 * <ReferenceImage />
 * ```
 */
export const ReferenceImage = /* @__PURE__ */ forwardRef<HTMLDivElement, ReferenceImageProps>(
  function ReferenceImage({ asChild, className, children, ...props }, ref) {
    const session = useRealtimeSession();
    const root = useElement(usePlayer().root);
    const fileInput = useRef<HTMLInputElement>(null);
    const [image, setImage] = useState<File | null>(null);
    const [isDropping, setDropping] = useState(false);
    const url = useObjectUrl(image);
    const label = useLabel();

    const choose = (next: File | null) => {
      setImage(next);
      session.setImage(next).catch(() => {
        // It was refused, or given up: the session keeps what it had.
        setImage((current) => (current === next ? image : current));
      });
    };
    // The listeners stay while the picture does, and call what the newest render says.
    const newest = useRef(choose);
    useEffect(() => {
      newest.current = choose;
    });

    useEffect(() => {
      if (!root) return undefined;
      const listening = new AbortController();
      const { signal } = listening;
      const take = (event: Event, transfer: DataTransfer | null) => {
        const file = imageIn(transfer);
        if (!file) return;
        event.preventDefault();
        newest.current(file);
      };
      const hold = (event: DragEvent) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      };
      root.addEventListener('dragover', hold, { signal });
      root.addEventListener('dragleave', () => setDropping(false), { signal });
      root.addEventListener(
        'drop',
        (event) => {
          setDropping(false);
          take(event, event.dataTransfer);
        },
        { signal },
      );
      // Nothing has the focus until the first click: then the page itself gets what is pasted.
      const paste = (event: ClipboardEvent) => {
        const { target } = event;
        if (target === document.body || (target instanceof Node && root.contains(target))) {
          take(event, event.clipboardData);
        }
      };
      document.addEventListener('paste', paste, { signal });
      return () => listening.abort();
    }, [root]);

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
                action={() => choose(null)}
              />
            )}
            <input
              ref={fileInput}
              type="file"
              accept="image/*"
              hidden
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? [];
                if (file) choose(file);
                // The same file can be chosen again.
                event.currentTarget.value = '';
              }}
            />
          </>,
        )}
      </Box>
    );
  },
);
