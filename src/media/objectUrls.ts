interface ObjectUrl {
  url: string;
  holders: number;
}

const held = new WeakMap<Blob, ObjectUrl>();

/** The object URL of a blob that somebody holds. */
export function objectUrlOf(blob: Blob): string | null {
  return held.get(blob)?.url ?? null;
}

/**
 * Makes a blob's object URL when the first holder comes, and revokes it after the last has gone: in a microtask, so that
 * StrictMode's unmount that is followed at once by a mount changes nothing.
 */
export function holdObjectUrl(blob: Blob): () => void {
  const entry = held.get(blob) ?? { url: URL.createObjectURL(blob), holders: 0 };
  held.set(blob, entry);
  entry.holders += 1;
  return () => {
    entry.holders -= 1;
    queueMicrotask(() => {
      if (entry.holders > 0 || held.get(blob) !== entry) return;
      held.delete(blob);
      URL.revokeObjectURL(entry.url);
    });
  };
}
