import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const TEXT_FIELD = 'input:not([type=file]), textarea, [contenteditable], [contenteditable] *';

/** If text is pasted along with a file, it goes into the focused field. */
const isForField = (target: Element, { types }: DataTransfer) =>
  types.includes('text/plain') && target.matches(TEXT_FIELD);

const isElement = (target: EventTarget | null | undefined): target is Element =>
  !!target && 'matches' in target;

/**
 * Where to listen for pastes: the element's document and its shadow root, which hides the event's target from the
 * document.
 */
function pastePlaces(element: Element | null): Node[] {
  const page = element?.ownerDocument ?? document;
  const root = element?.getRootNode() ?? page;
  return root === page ? [page] : [root, page];
}

/**
 * Accepts a file that is pasted where `isHere` says, or while nothing has the focus, as on a page that was not clicked
 * yet (`isForAnyone`): then only the first listener that accepts it gets it. It listens in the window of `around`, and
 * in that of `part` if a portal has moved it to another window.
 */
export function usePastedFile(
  around: Element | null,
  isHere: (target: Node) => boolean,
  accepts: (file: File, isForAnyone: boolean) => boolean,
  take: (file: File) => void,
  part?: RefObject<Element | null>,
): void {
  const newest = useRef({ isHere, accepts, take });
  useEffect(() => {
    newest.current = { isHere, accepts, take };
  });
  useEffect(() => {
    const onPaste = (event: Event) => {
      if (!isPaste(event) || event.defaultPrevented || !event.clipboardData || !isElement(event.target))
        return;
      const { target, clipboardData } = event;
      const isForAnyone = target === target.ownerDocument.body;
      if (!isForAnyone && !newest.current.isHere(target)) return;
      if (isForField(target, clipboardData)) return;
      const file = [...clipboardData.files].find((each) => newest.current.accepts(each, isForAnyone));
      if (!file) return;
      event.preventDefault();
      newest.current.take(file);
    };
    const listening = new AbortController();
    for (const place of new Set([around, part?.current ?? null].flatMap(pastePlaces))) {
      place.addEventListener('paste', onPaste, { signal: listening.signal });
    }
    return () => listening.abort();
  }, [around, part]);
}

const isPaste = (event: Event): event is ClipboardEvent => 'clipboardData' in event;

const EVENTS = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;

/**
 * A drag may carry a file, or an image or link from a page, which arrives as a URL: text fields accept that as text.
 */
const isForDrop = ({ types }: DataTransfer, target: EventTarget | undefined) =>
  types.includes('Files') ||
  (types.includes('text/uri-list') && !(isElement(target) && target.matches(TEXT_FIELD)));

interface FileDropOptions {
  take: (files: File[]) => void;
  /** Called when the dropped URL can't be read by this page. */
  onUnreadable: () => void;
  /** Accepts nothing for now; a drop still doesn't replace the page. */
  disabled?: boolean;
}

interface FileDrop {
  /** Whether something that is accepted is dragged over the element. */
  isOver: boolean;
  /** Cancels a download: something else was chosen. */
  cancel: () => void;
}

/** Accepts files that are dropped on `around`, and downloads those that are dropped as a URL. */
export function useFileDrop(around: HTMLElement | null, options: FileDropOptions): FileDrop {
  const [isOver, setOver] = useState(false);
  const downloading = useRef<AbortController>(null);
  // The listeners stay as long as the element, and call the newest callbacks.
  const newest = useRef(options);
  useEffect(() => {
    newest.current = options;
  });
  const cancel = useCallback(() => downloading.current?.abort(), []);
  useEffect(() => {
    if (!around) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    const takeAddress = async (address: string) => {
      const current = new AbortController();
      downloading.current = current;
      const file = await import('./download')
        .then(({ download }) => download(address, current.signal))
        .catch(() => null);
      if (current.signal.aborted || newest.current.disabled) return;
      if (file) newest.current.take([file]);
      else newest.current.onUnreadable();
    };
    const onDrag = (event: DragEvent) => {
      const { type, dataTransfer } = event;
      if (event.defaultPrevented || !dataTransfer || !isForDrop(dataTransfer, event.composedPath()[0]))
        return;
      // Without this, the browser opens the file instead of the page.
      event.preventDefault();
      const { disabled = false, take } = newest.current;
      setOver(!disabled && (type === 'dragenter' || type === 'dragover'));
      if (type !== 'drop' || disabled) return;
      cancel();
      // Read now: it is empty after the event.
      const files = [...dataTransfer.files];
      const [address = ''] = dataTransfer.getData('text/uri-list').split(/\r?\n/);
      if (files.length > 0) take(files);
      else void takeAddress(address);
    };
    for (const type of EVENTS) around.addEventListener(type, onDrag, { signal });
    keepPage(around.ownerDocument, signal);
    return () => {
      listening.abort();
      cancel();
    };
  }, [around, cancel]);
  return { isOver, cancel };
}

/**
 * A file dropped elsewhere doesn't replace the page. Drops on a file field, and drops that the app handles, are left
 * alone.
 */
function keepPage(page: Document, signal: AbortSignal) {
  const onMissed = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    const [target] = event.composedPath();
    if (isElement(target) && target.matches('input[type=file]')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  for (const type of ['dragover', 'drop'] as const) page.addEventListener(type, onMissed, { signal });
}
