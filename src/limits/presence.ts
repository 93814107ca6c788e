/** Whether somebody is there: the page is visible, or they do something. */
export interface Presence {
  isHidden(): boolean;
  /** Watches until the returned function is called. */
  watch(callbacks: { onActivity(): void; onVisibility(): void }): () => void;
}

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'];

/** Chromium's Document Picture-in-Picture, which TypeScript's DOM doesn't know yet. */
interface DocumentPictureInPicture extends EventTarget {
  readonly window: Window | null;
}

function hasPictureInPicture(page: object): page is { documentPictureInPicture: DocumentPictureInPicture } {
  return 'documentPictureInPicture' in page;
}

function documentPictureInPicture(): DocumentPictureInPicture | undefined {
  const page: object = globalThis;
  return hasPictureInPicture(page) ? page.documentPictureInPicture : undefined;
}

export const pagePresence: Presence = {
  // A picture-in-picture window stays visible when its page doesn't.
  isHidden: () =>
    document.visibilityState === 'hidden' &&
    !document.pictureInPictureElement &&
    !documentPictureInPicture()?.window,

  watch({ onActivity, onVisibility }) {
    const watching = new AbortController();
    const { signal } = watching;
    const listenIn = (target: EventTarget) => {
      for (const type of ACTIVITY) {
        target.addEventListener(type, onActivity, { capture: true, passive: true, signal });
      }
    };
    const pictureInPicture = documentPictureInPicture();
    const listenInPictureInPicture = () => {
      if (pictureInPicture?.window) listenIn(pictureInPicture.window);
      onVisibility();
    };
    listenIn(globalThis);
    listenInPictureInPicture();
    pictureInPicture?.addEventListener('enter', listenInPictureInPicture, { signal });
    for (const type of ['visibilitychange', 'enterpictureinpicture', 'leavepictureinpicture']) {
      document.addEventListener(type, onVisibility, { signal });
    }
    return () => watching.abort();
  },
};
