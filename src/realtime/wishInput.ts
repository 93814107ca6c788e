import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import type { ImageInput, WantedState, Wish, WishOutcome } from './wantedState';

export interface Wishes {
  want(wish: Wish): Promise<WishOutcome>;
  /** Nobody waits any longer: what waits rejects with `error`. */
  abort(error: DecartError): void;
}

/** Makes wishes of what callers hand in: checked, and with its image loaded where it is given by an address. */
export function createWishes(wanted: WantedState): Wishes {
  let images = 0;
  let loading = new AbortController();
  return {
    async want(wish) {
      assertPrompt(wish.prompt);
      if (wish.image === undefined) return wanted.want(wish);
      images += 1;
      const number = images;
      const { image } = wish;
      const loaded = (image === null ? Promise.resolve(null) : loadImage(image)).then((ready) =>
        number === images ? wanted.want({ ...wish, image: ready }) : 'superseded',
      );
      // Who waits is told at once; what is wanted stays wanted, for the next start.
      return abortable(loaded, loading.signal);
    },
    abort(error) {
      loading.abort(error);
      loading = new AbortController();
      wanted.abort(error);
    },
  };
}

/** @throws `DecartError` `INVALID_INPUT` for a prompt that is given and says nothing. */
function assertPrompt(prompt: string | undefined): void {
  if (prompt === undefined || (typeof prompt === 'string' && prompt.trim() !== '')) return;
  throw new DecartError('INVALID_INPUT', 'The prompt is empty. Say in words how the picture is to look.', {
    fatal: false,
  });
}

// What is neither an address nor an id is base64 text, which may begin with "/9j/" (a JPEG).
const ADDRESS = /^(https?:|blob:|\.{0,2}\/(?!9j\/))/;

/**
 * Loads an image that is given by its address, once, so that a reconnect need not load it again.
 *
 * @throws `DecartError` `INVALID_INPUT` when it cannot be loaded, or is no image at all.
 */
async function loadImage(image: ImageInput): Promise<ImageInput> {
  if (typeof image !== 'string' && !(image instanceof Blob)) {
    throw new DecartError(
      'INVALID_INPUT',
      'A reference image is a Blob or File, a URL, or the id of an upload.',
      { fatal: false },
    );
  }
  if (image instanceof Blob || !ADDRESS.test(image)) return image;
  try {
    const response = await fetch(image);
    if (!response.ok) throw new Error(`The answer was ${response.status}.`);
    return await response.blob();
  } catch (cause) {
    throw new DecartError(
      'INVALID_INPUT',
      'The reference image could not be loaded. Check its address, and that its server allows this page to read it.',
      { cause, fatal: false },
    );
  }
}
