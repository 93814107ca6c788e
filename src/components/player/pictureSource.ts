import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PictureSource } from '../../capture/pictureSource';
import { outsideRoot } from './player';

export const PictureSourceContext = /* @__PURE__ */ createContext<PictureSource | null>(null);

/** What is on screen: a session's picture, or a viewer's. */
export function usePictureSource(): PictureSource {
  const source = useContext(PictureSourceContext);
  if (source) return source;
  throw outsideRoot('<RealtimeVideo>, <RealtimeRoot> or <StreamViewer>');
}

const none = () => null;

export function usePicture(): MediaStream | null {
  const { subscribe, getSnapshot } = usePictureSource();
  return useSyncExternalStore(subscribe, () => getSnapshot().remoteStream, none);
}
