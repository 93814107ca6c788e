// The chunks that a recording collects until its file is finished. A Blob made by a script stays in memory, one read from
// IndexedDB is a file on disk; so the chunks pass through IndexedDB. They are deleted there at once: a browser keeps the
// file of a deleted Blob as long as the Blob lives. So a page that closes in between leaves nothing behind.
import type { UseStore } from 'idb-keyval';

export interface ChunkBuffer {
  add(chunk: Blob): void;
  /** All chunks as one Blob. */
  finish(type: string): Promise<Blob>;
}

/** A compromise between few files and little memory: about 15 s of a recording. */
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

/** The same bytes on disk; or the Blob itself if the browser doesn't allow it. */
async function moveToDisk(blob: Blob): Promise<Blob> {
  try {
    const { createStore, set, get, del } = await import('idb-keyval');
    store ??= createStore('decart-react', 'recording');
    const key = crypto.randomUUID();
    await set(key, blob, store);
    const onDisk = await get<Blob>(key, store);
    await del(key, store);
    // Checks that this browser really keeps a deleted Blob.
    await onDisk?.slice(-1).arrayBuffer();
    return onDisk ?? blob;
  } catch {
    return blob;
  }
}
