import { type RefObject, useContext, useRef, useState } from 'react';
import { DecartError } from '../../errors/DecartError';
import { SessionContext, useSession } from '../../hooks/sessionContext';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import type { RealtimeSession } from '../../realtime/types';
import type { ImageInput } from '../../realtime/update';
import { useFileDrop, usePastedFile } from '../part/files';
import type { OwnProps } from '../part/Part';
import { useControlled } from '../part/useControlled';
import { PlayerContext, useOutermost } from '../player/player';
import { isRejection } from './isRejection';
import { useAttempt } from './useAttempt';

/** Options for {@link useReferenceImage}. */
export interface ReferenceImageOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** The image to show, if your app controls it; `null` for none. */
  value?: ImageInput | null | undefined;
  /** The image to show at first. @defaultValue the session's `image` */
  defaultValue?: ImageInput | null | undefined;
  /** Called with an image that was chosen, dropped or pasted, and with `null` when it is removed. */
  onValueChange?: ((value: ImageInput | null) => void) | undefined;
  /** Called with an image that the service has applied, and with `null` when the service has removed it. */
  onApplied?: ((value: ImageInput | null) => void) | undefined;
}

/** What {@link useReferenceImage} returns. */
export interface ReferenceImageResult {
  image: ImageInput | null;
  /** A URL for `<img src>`. A base64 string and the id of an upload have none. */
  url: string | undefined;
  /** Changes the session's image; `null` removes it. */
  setImage: (image: ImageInput | null) => void;
  /** Opens the browser's file dialog; call it from a click. */
  openDialog: () => void;
  /** Whether a file is dragged over the video. */
  isDropping: boolean;
  /** What happened to the last image. */
  status: 'idle' | 'pending' | 'error';
  error: DecartError | null;
  /** For the `<input>` behind `openDialog`. */
  inputProps: OwnProps<'input'> & { ref: RefObject<HTMLInputElement | null> };
}

// Not every system knows the type of every file: the service checks it again.
const isImage = ({ type }: File) => type === '' || type.startsWith('image/');

const isBlob = (image: ImageInput | null): image is Blob => typeof image !== 'string' && image !== null;

/**
 * The reference image of the session: chosen in a dialog, or dropped or pasted on the video of the enclosing root.
 *
 * @example
 * ```tsx
 * function Garment() {
 *   const { url, openDialog, inputProps } = useReferenceImage();
 *   return <><button onClick={openDialog}>{url ? <img src={url} alt="" /> : 'Choose'}</button><input {...inputProps} /></>;
 * }
 * ```
 */
export function useReferenceImage(options: ReferenceImageOptions = {}): ReferenceImageResult {
  const session = useSession(options.session, 'ReferenceImage');
  const wanted = useContext(SessionContext)?.image;
  const problem = useContext(PlayerContext)?.problem;
  const around = useOutermost();
  const fileInput = useRef<HTMLInputElement>(null);
  const { defaultValue = wanted ?? null } = options;
  const field = useControlled(options.value, defaultValue, options.onValueChange);
  const [known, setKnown] = useState(wanted);
  // The app passes another image; if it passes none, the current one stays.
  if (known !== wanted) {
    setKnown(wanted);
    if (wanted !== undefined) field.follow(wanted);
  }
  const image = field.value;
  const { status, error, attempt, keep } = useAttempt(image);
  const objectUrl = useObjectUrl(isBlob(image) ? image : null);
  const label = useLabel();

  const setImage = (next: ImageInput | null) => {
    cancel();
    field.change(next);
    const send = async () => {
      if ((await session.setImage(next)) !== 'applied') return;
      keep(next);
      options.onApplied?.(next);
    };
    void attempt({
      action: send,
      onFailed(failure, before) {
        if (isRejection(session, failure)) field.change(before);
      },
    });
  };
  const refuse = (message: string, text: string) =>
    problem?.set({ error: new DecartError('INVALID_INPUT', message, { fatal: false }), text });
  const take = (files: Iterable<File>) => {
    const file = [...files].find(isImage);
    if (file) setImage(file);
    else refuse('A reference image must be an image file.', label('notAnImage', en.notAnImage));
  };
  const { isOver, cancel } = useFileDrop(around, {
    take,
    onUnreadable: () =>
      refuse(
        'The dropped image can’t be read: its server needs CORS.',
        label('unreadableDrop', en.unreadableDrop),
      ),
  });
  const isHere = (target: Node) =>
    [around, fileInput.current?.parentElement].some((element) => element?.contains(target) === true);
  usePastedFile(around, isHere, isImage, setImage, fileInput);

  return {
    image,
    url: isBlob(image) ? objectUrl : image && /[.:]/.test(image) ? image : undefined,
    setImage,
    openDialog: () => fileInput.current?.click(),
    isDropping: isOver,
    status,
    error,
    inputProps: {
      ref: fileInput,
      type: 'file',
      accept: 'image/*',
      hidden: true,
      onChange(event) {
        const { files } = event.currentTarget;
        if (files?.length) take(files);
        // This allows the same file to be chosen again.
        event.currentTarget.value = '';
      },
    },
  };
}
