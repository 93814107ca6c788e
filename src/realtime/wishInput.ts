import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { loadImage } from './loadImage';
import type { WantedState, Wish, WishOutcome } from './wantedState';

export interface Wishes {
  want(wish: Wish): Promise<WishOutcome>;
  /** Resolves when the images that the caller handed over are read, so that a session can begin with them. */
  imagesRead(): Promise<unknown>;
  /** Nobody waits any longer: what waits rejects with `error`. */
  abort(error: DecartError): void;
}

/** Makes wishes of what callers hand in: checked, and with its image loaded where it is given by an address. */
export function createWishes(wanted: WantedState): Wishes {
  let calls = 0;
  // Which call asked for each of them last.
  const askedBy = new Map<keyof Wish, number>();
  let loading = new AbortController();
  let reading: Promise<unknown> = Promise.resolve();
  return {
    imagesRead: () => reading,
    async want(wish) {
      assertPrompt(wish.prompt);
      calls += 1;
      const call = calls;
      for (const key of ['prompt', 'enhance', 'image'] as const) {
        // How a prompt is read belongs to the prompt.
        if (wish[key] !== undefined || (key === 'enhance' && wish.prompt !== undefined))
          askedBy.set(key, call);
      }
      if (wish.image === undefined) return wanted.want(wish);
      const image = wish.image === null ? Promise.resolve(null) : loadImage(wish.image);
      const outcome = image.then((loaded) => {
        // Others may have come while the image was loaded. The newest wins, each for what it asks.
        const isNewest = (key: keyof Wish) => askedBy.get(key) === call;
        const left: Wish = {
          ...(isNewest('image') && { image: loaded }),
          ...(isNewest('prompt') && { prompt: wish.prompt }),
          ...(isNewest('enhance') && { enhance: wish.enhance }),
        };
        return Object.keys(left).length > 0 ? wanted.want(left) : 'superseded';
      });
      if (wish.image instanceof Blob) reading = Promise.allSettled([reading, image]).then(() => {});
      // Who waits is told at once; what is wanted stays wanted, for the next start.
      return abortable(outcome, loading.signal);
    },
    abort(error) {
      loading.abort(error);
      loading = new AbortController();
      wanted.abort(error);
    },
  };
}

/** Where a prompt may be left out, one that says nothing is. */
export function orNone(prompt: string | undefined): string | undefined {
  return typeof prompt === 'string' && prompt.trim() === '' ? undefined : prompt;
}

/** @throws `DecartError` `INVALID_INPUT` for a prompt that is given and says nothing. */
function assertPrompt(prompt: string | undefined): void {
  if (prompt === undefined || (typeof prompt === 'string' && prompt.trim() !== '')) return;
  throw new DecartError('INVALID_INPUT', 'The prompt is empty. Say in words how the picture is to look.', {
    fatal: false,
  });
}
