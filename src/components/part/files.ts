import { useEffect, useRef, useState } from 'react';

/** Text goes into the field that it is pasted into, also when there is a file with it. */
const isForField = (target: Element, { types }: DataTransfer) =>
  types.includes('text/plain') && target.matches('input, textarea, [contenteditable], [contenteditable] *');

const isElement = (target: EventTarget | null): target is Element => target !== null && 'matches' in target;

/**
 * Takes a file that is pasted where `isHere` says, or where nothing has the focus, as on a page that nobody has clicked
 * yet: then the first that takes it is the only one. `around` is an element of the document it listens to.
 */
export function usePastedFile(
  around: Element | null,
  isHere: (target: Node) => boolean,
  accepts: (file: File) => boolean,
  take: (file: File) => void,
): void {
  const newest = useRef({ isHere, accepts, take });
  useEffect(() => {
    newest.current = { isHere, accepts, take };
  });
  useEffect(() => {
    // A portal may have put it into another window.
    const page = around?.ownerDocument ?? document;
    const onPaste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (event.defaultPrevented || !clipboardData || !isElement(target)) return;
      if (target !== page.body && !newest.current.isHere(target)) return;
      if (isForField(target, clipboardData)) return;
      const file = [...clipboardData.files].find(newest.current.accepts);
      if (!file) return;
      event.preventDefault();
      newest.current.take(file);
    };
    page.addEventListener('paste', onPaste);
    return () => page.removeEventListener('paste', onPaste);
  }, [around]);
}

/** Whether a file is dragged over `around`. What is dropped there is taken. */
export function useFileDrop(around: HTMLElement | null, take: (files: FileList) => void): boolean {
  const [isOver, setOver] = useState(false);
  // The listeners stay while the element does, and call what the newest render says.
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
      if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
      // Without this the browser shows the file in place of the page.
      event.preventDefault();
      setOver(type === 'dragenter' || type === 'dragover');
      if (type === 'drop') newest.current(dataTransfer.files);
    };
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
      around.addEventListener(type, onDrag, { signal });
    }
    return () => listening.abort();
  }, [around]);
  return isOver;
}
