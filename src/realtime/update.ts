/** A reference image: its bytes, a URL or base64 string, or the `file_…` id of an upload. */
export type ImageInput = Blob | string;

/** A prompt in the form in which it is sent. */
export interface Prompt {
  text: string;
  /** Whether Decart may rewrite it. */
  enhance: boolean;
}

/** A reference image that is ready to be sent. */
export interface LoadedImage {
  /** What the caller passed. */
  source: ImageInput;
  /** A base64 string, or the id of an upload. */
  data: string;
}

/** A change of prompt, image or both. A key that is left out keeps its value. */
export interface Update {
  prompt?: Prompt | undefined;
  image?: LoadedImage | null | undefined;
}

export type UpdateKey = keyof Update;

/** What happened to an update: Decart acknowledged it, or a newer one replaced it before it was sent. */
export type UpdateResult = 'applied' | 'superseded';

/** What happened to the latest prompt or image; `idle` if there was none. */
export type PromptStatus = 'idle' | 'pending' | 'applied' | 'rejected';

const KEYS: readonly UpdateKey[] = ['prompt', 'image'];

/** The keys that have a value in an update; `null` is a value. */
export function keysOf(update: Update): UpdateKey[] {
  return KEYS.filter((key) => update[key] !== undefined);
}

export function pick(update: Update, keys: readonly UpdateKey[]): Update {
  return Object.fromEntries(keys.map((key) => [key, update[key]]));
}
