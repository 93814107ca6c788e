// What a recording piles up until its file is finished. A Blob made by a script stays in memory, one that comes from
// IndexedDB is a file; so the chunks go through there. They are deleted there at once: a browser keeps the file of a
// deleted Blob for as long as the Blob lives, so nothing is left behind by a page that is closed in between.
import type { UseStore } from 'idb-keyval';

export interface ChunkBuffer {
  add(chunk: Blob): void;
  /** All of it, as one Blob. */
  finish(type: string): Promise<Blob>;
}

/** Few files rather than many, and not much memory: about 15 s of a recording. */
const PART_BYTES = 4 * 1024 * 1024;

export function createChunkBuffer(partBytes = PART_BYTES): ChunkBuffer {
  const parts: Promise<Blob>[] = [];
  let pending: Blob[] = [];
  let pendingBytes = 0;
  return {
    add(chunk) {
      pending.push(chunk);
      pendingBytes += chunk.size;
      if (pendingBytes < partBytes) return;
      parts.push(moveToDisk(new Blob(pending)));
      pending = [];
      pendingBytes = 0;
    },
    finish: async (type) => new Blob([...(await Promise.all(parts)), ...pending], { type }),
  };
}

let store: UseStore | undefined;

/** The same bytes, on the disk; or the Blob itself where the browser does not allow it. */
async function moveToDisk(blob: Blob): Promise<Blob> {
  try {
    const { createStore, set, get, del } = await import('idb-keyval');
    store ??= createStore('decart-react', 'recording');
    const key = crypto.randomUUID();
    await set(key, blob, store);
    const onDisk = await get<Blob>(key, store);
    await del(key, store);
    // Proves that this browser does keep what was deleted.
    await onDisk?.slice(-1).arrayBuffer();
    return onDisk ?? blob;
  } catch {
    return blob;
  }
}
