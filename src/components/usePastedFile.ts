import { useEffect, useRef } from 'react';

/** Text goes into the field that it is pasted into, also when there is a file with it. */
const isForField = (target: HTMLElement, { types }: DataTransfer) =>
  types.includes('text/plain') && (target.isContentEditable || target.matches('input, textarea'));

/**
 * Takes a file that is pasted where `isHere` says, or where nothing has the focus, as on a page that nobody has clicked
 * yet: then the first that takes it is the only one.
 */
export function usePastedFile(
  isHere: (target: Node) => boolean,
  accepts: (file: File) => boolean,
  take: (file: File) => void,
): void {
  const newest = useRef({ isHere, accepts, take });
  useEffect(() => {
    newest.current = { isHere, accepts, take };
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (event.defaultPrevented || !clipboardData || !(target instanceof HTMLElement)) return;
      if (target !== document.body && !newest.current.isHere(target)) return;
      if (isForField(target, clipboardData)) return;
      const file = [...clipboardData.files].find(newest.current.accepts);
      if (!file) return;
      event.preventDefault();
      newest.current.take(file);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
