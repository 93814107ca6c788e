import { onTestFinished } from 'vitest';
import { replace } from './replace';

/** Drops a file from the computer on an element. */
export function dropFile(target: Element | null, file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  target?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

/** Drags a URL to an element, as an image or a link from another page arrives. */
export function dropAddress(target: Element, address: string, type = 'drop'): DragEvent {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/uri-list', address);
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
}

/** A URL on a slow server. Counts its requests. */
export async function holdAddress(image: Blob) {
  const address = 'https://slow.example/late.png';
  const state = { requests: 0 };
  let release = () => {};
  const isFree = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { fetch } = globalThis;
  onTestFinished(
    replace(globalThis, 'fetch', async (input, init) => {
      if (input !== address) return fetch(input, init);
      state.requests += 1;
      await isFree;
      return new Response(image);
    }),
  );
  /** Answers, and waits until a page has had time to read it. */
  async function arrive() {
    release();
    await new Response(image).blob();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { address, state, arrive };
}
