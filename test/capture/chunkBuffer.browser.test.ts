import { expect, it } from 'vitest';
import { createChunkBuffer } from '../../src/capture/chunkBuffer';

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);

/** The remaining entries of the database. */
async function stored(): Promise<number> {
  const { createStore, keys } = await import('idb-keyval');
  return (await keys(createStore('decart-react', 'recording'))).length;
}

it('returns all chunks in order, and leaves nothing in the database', async () => {
  const pile = createChunkBuffer(1000);
  for (let value = 1; value <= 9; value += 1) pile.add(new Blob([bytes(400, value)]));
  const blob = await pile.finish('video/mp4');
  expect(blob.type).toBe('video/mp4');
  expect(await stored()).toBe(0);
  const expected = Array.from({ length: 9 }, (_, i) => [...bytes(400, i + 1)]).flat();
  expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual(expected);
});

it('keeps the chunks in memory where the browser has no room on the disk', async () => {
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  try {
    const pile = createChunkBuffer(10);
    pile.add(new Blob([bytes(400, 7)]));
    expect((await pile.finish('video/mp4')).size).toBe(400);
  } finally {
    indexedDB.open = open;
  }
});
