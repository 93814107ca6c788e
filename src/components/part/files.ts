import { type RefObject, useEffect, useRef, useState } from 'react';

/** Text goes into the field that it is pasted into, also when there is a file with it. */
const isForField = (target: Element, { types }: DataTransfer) =>
  types.includes('text/plain') && target.matches('input, textarea, [contenteditable], [contenteditable] *');

const isElement = (target: EventTarget | null | undefined): target is Element =>
  !!target && 'matches' in target;

/** Where to listen for pastes: the element's document, and its shadow root, which hides its targets from the document. */
function pastePlaces(element: Element | null): Node[] {
  const page = element?.ownerDocument ?? document;
  const root = element?.getRootNode() ?? page;
  return root === page ? [page] : [root, page];
}

/**
 * Takes a file that is pasted where `isHere` says, or where nothing has the focus, as on a page that nobody has clicked
 * yet: then the first that takes it is the only one. It listens in the windows of `around`, and of `part` if a portal has put
 * that into another one.
 */
export function usePastedFile(
  around: Element | null,
  isHere: (target: Node) => boolean,
  accepts: (file: File) => boolean,
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
      if (target !== target.ownerDocument.body && !newest.current.isHere(target)) return;
      if (isForField(target, clipboardData)) return;
      const file = [...clipboardData.files].find(newest.current.accepts);
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

/** What is dragged may be a file, or a picture of another page, which comes as its address. */
const KINDS = ['Files', 'text/uri-list'];
const EVENTS = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;

/** The file at an address that was dropped, if its server lets this page read it. */
async function download(address: string): Promise<File[]> {
  try {
    const response = await fetch(address);
    if (!response.ok) return [];
    const blob = await response.blob();
    const name = new URL(address, document.baseURI).pathname.split('/').at(-1) || 'file';
    return [new File([blob], name, { type: blob.type })];
  } catch {
    return [];
  }
}

/** Whether something is dragged over `around`. The files that are dropped there are taken; none where none can be read. */
export function useFileDrop(around: HTMLElement | null, take: (files: File[]) => void): boolean {
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
      if (event.defaultPrevented || !dataTransfer?.types.some((kind) => KINDS.includes(kind))) return;
      // Without this the browser shows the file in place of the page.
      event.preventDefault();
      setOver(type === 'dragenter' || type === 'dragover');
      if (type !== 'drop') return;
      // Read now: it is empty after the event.
      const files = [...dataTransfer.files];
      const [address = ''] = dataTransfer.getData('text/uri-list').split(/\r?\n/);
      if (files.length > 0) newest.current(files);
      else void download(address).then((found) => !signal.aborted && newest.current(found));
    };
    for (const type of EVENTS) around.addEventListener(type, onDrag, { signal });
    keepPage(around.ownerDocument, signal);
    return () => listening.abort();
  }, [around]);
  return isOver;
}

/** A file dropped elsewhere doesn't replace the page. Drops on a file field, or handled by the app, are left alone. */
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
