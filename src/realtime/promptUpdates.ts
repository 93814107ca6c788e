import { abortable } from '../errors/abortable';
import { chunkError } from '../errors/chunkError';
import { DecartError } from '../errors/DecartError';
import type { DesiredState } from './desiredState';
import type { ImageInput, LoadedImage, Prompt, Update, UpdateResult } from './update';

/** A change, as the caller passes it. A key that is left out keeps its value. */
export interface SetOptions {
  /** What the video should look like. An empty string counts as left out. */
  prompt?: string | undefined;
  /** Whether Decart may rewrite the prompt. @defaultValue the session's `enhance` */
  enhance?: boolean | undefined;
  /** The reference image; `null` removes it. */
  image?: ImageInput | null | undefined;
}

export interface PromptUpdates {
  update(options: SetOptions): Promise<UpdateResult>;
  /** The default for prompts without their own setting. Also applies to the current prompt if it has none. */
  setDefaultEnhance(enhance: boolean): Promise<UpdateResult> | undefined;
  /** Applies the options that changed in a render. Returns the resulting updates. */
  setOptions(next: SetOptions, before: SetOptions): Promise<UpdateResult>[];
  /** Resolves when the images that callers passed are read, so that a session can begin with them. */
  imagesRead(): Promise<unknown>;
  /** Nobody waits any longer: pending updates reject with `error`. */
  abort(error: DecartError): void;
}

/** Turns the caller's changes into updates of the desired state: checked, and with the image loaded. */
export function createPromptUpdates(
  desired: Pick<DesiredState, 'set' | 'abort' | 'snapshot'>,
  initialEnhance: boolean,
): PromptUpdates {
  let defaultEnhance = initialEnhance;
  const withOwnEnhance = new WeakSet<Prompt>();
  /** The newest prompt, while it waits for its image. */
  let waiting: Prompt | undefined;
  let newestImage: Promise<LoadedImage | null> | undefined;
  let loading = new AbortController();
  let reading: Promise<unknown> = Promise.resolve();

  /** The newest prompt that wasn't refused. */
  const newest = () => waiting ?? desired.snapshot().update.prompt;

  function toPrompt(text: string | undefined, enhance: boolean | undefined): Prompt | undefined {
    const words = text ?? (enhance === undefined ? undefined : newest()?.text);
    if (words === undefined) return undefined;
    const prompt = { text: words, enhance: enhance ?? defaultEnhance };
    if (enhance !== undefined) withOwnEnhance.add(prompt);
    return prompt;
  }

  async function update({ prompt: text, enhance, image }: SetOptions): Promise<UpdateResult> {
    assertPrompt(text);
    const prompt = toPrompt(text, enhance);
    if (prompt) waiting = image === undefined ? undefined : prompt;
    if (image === undefined) return desired.set({ prompt });
    const loaded = image === null ? Promise.resolve(null) : load(image);
    newestImage = loaded;
    const result = loaded
      .then((ready) => {
        // Other updates may have come while the image was loaded. For each key, the newest wins.
        const left: Update = {
          ...(newestImage === loaded && { image: ready }),
          ...(prompt && waiting === prompt && { prompt }),
        };
        return Object.keys(left).length > 0 ? desired.set(left) : 'superseded';
      })
      .finally(() => {
        if (waiting === prompt) waiting = undefined;
      });
    if (image instanceof Blob) reading = Promise.allSettled([reading, loaded]).then(() => {});
    // A stop rejects the caller's promise at once; the image remains for the next start.
    return abortable(result, loading.signal);
  }

  function setDefaultEnhance(enhance: boolean) {
    if (enhance === defaultEnhance) return undefined;
    defaultEnhance = enhance;
    const prompt = newest();
    if (!prompt || withOwnEnhance.has(prompt)) return undefined;
    return update({ prompt: prompt.text });
  }

  return {
    update,
    setDefaultEnhance,
    setOptions({ prompt, image, enhance = true }, before) {
      const updates = [
        setDefaultEnhance(enhance),
        prompt?.trim() && prompt !== before.prompt ? update({ prompt }) : undefined,
        image !== undefined && image !== before.image ? update({ image }) : undefined,
      ];
      return updates.filter((each) => each !== undefined);
    },
    imagesRead: () => reading,
    abort(error) {
      loading.abort(error);
      loading = new AbortController();
      desired.abort(error);
    },
  };
}

async function load(source: ImageInput): Promise<LoadedImage> {
  const { loadImage } = await import('./loadImage').catch((cause: unknown) => {
    throw chunkError('INVALID_INPUT', cause);
  });
  return loadImage(source);
}

/** If a prompt may be left out, it may also be empty. */
export function orNone(prompt: string | undefined): string | undefined {
  return typeof prompt === 'string' && prompt.trim() === '' ? undefined : prompt;
}

/** @throws `DecartError` `INVALID_INPUT` for an empty prompt. */
function assertPrompt(prompt: string | undefined): void {
  if (prompt === undefined || (typeof prompt === 'string' && prompt.trim() !== '')) return;
  throw new DecartError('INVALID_INPUT', 'The prompt must be a non-empty string.', {
    fatal: false,
  });
}
