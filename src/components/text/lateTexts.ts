// What visitors read once a session has begun or something went wrong: nobody needs it before, so it is loaded then.
import { useEffect, useSyncExternalStore } from 'react';
import type { DecartError } from '../../errors/DecartError';
import * as en from '../../labels/english';
import { useLabel, useLabels } from '../../provider/labels';
import { createStore } from '../../store/store';

type Texts = typeof import('./texts');

const texts = /* @__PURE__ */ createStore<Texts | 'failed' | null>(null);
let loading: Promise<void> | undefined;

/** Loads the texts, at most once. Never rejects: what can't be loaded is tried again with the next text that needs it. */
export function loadTexts(): Promise<void> {
  loading ??= import('./texts').then(texts.set, () => {
    loading = undefined;
    texts.set('failed');
  });
  return loading;
}

const notOnServers = () => null;

/** The texts, or null while they load; `failed` when they can't be loaded. */
export function useLateTexts(isWanted: boolean): Texts | 'failed' | null {
  useEffect(() => {
    if (isWanted) void loadTexts();
  }, [isWanted]);
  return useSyncExternalStore(texts.subscribe, texts.getSnapshot, notOnServers);
}

/** Returns what visitors read of an error, which is `''` for the moment in which the texts load. */
export function useErrorText(hasError: boolean): (error: DecartError) => string {
  const loaded = useLateTexts(hasError);
  const labels = useLabels();
  const label = useLabel();
  if (loaded === 'failed') return () => label('outOfDate', en.outOfDate);
  return (error) => loaded?.errorSentence(error, labels) ?? '';
}

/** How to allow a camera or microphone that was refused, in the browser at hand. */
export function useHowToAllow(error: DecartError | null): string | null {
  const loaded = useLateTexts(error !== null);
  const label = useLabel();
  return (error && loaded !== 'failed' && loaded?.howToAllow(error, label)) || null;
}
