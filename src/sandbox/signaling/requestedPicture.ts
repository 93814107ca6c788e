import { lookFor } from '../model/looks';
import type { ModelState } from '../model/modelWorker';
import type { ClientMessage, ServerMessage } from './messages';
import { decodeImage } from './referenceImage';

/** Checks a prompt or an image: returns the problem, or null. */
export interface Moderation {
  objectionToPrompt(prompt: string): string | null;
  objectionToImage(): string | null;
  /** An uploaded file, for `image_ref`. */
  findFile(id: string): Blob | null;
}

/** The accepted prompt and reference image of a session. */
export class RequestedPicture {
  prompt: string | null = null;
  /** As it was sent: base64, or the id of an uploaded file. */
  image: string | null = null;
  /** Shows the input unchanged, whatever the prompt. */
  passthrough = false;
  #bitmap: ImageBitmap | null = null;
  #moderation: Moderation;

  constructor(moderation: Moderation) {
    this.#moderation = moderation;
  }

  get modelState(): ModelState {
    if (this.passthrough) return { look: lookFor(null), image: null };
    return { look: lookFor(this.prompt, this.#bitmap !== null), image: this.#bitmap };
  }

  /** Accepts a request or refuses it; resolves with the acknowledgement. */
  async apply(message: Exclude<ClientMessage, { type: 'livekit_join' }>): Promise<ServerMessage> {
    const prompt = message.prompt || null;
    const objection = prompt === null ? null : this.#moderation.objectionToPrompt(prompt);
    if (message.type === 'prompt') {
      if (!objection) this.prompt = prompt;
      return { type: 'prompt_ack', prompt: message.prompt, success: !objection, error: objection };
    }
    const { image_data: data = null, image_ref: ref = null } = message;
    const error = objection ?? (await this.#takeImage(data, ref));
    if (!error) {
      this.image = ref ?? data;
      if (prompt !== null) this.prompt = prompt;
    }
    return { type: 'set_image_ack', success: !error, error };
  }

  /** Resolves with the problem of the image, if there is one. */
  async #takeImage(data: string | null, ref: string | null): Promise<string | null> {
    const source = ref === null ? data : this.#moderation.findFile(ref);
    if (ref !== null && source === null) return `File ${ref} not found`;
    const objection = source === null ? null : this.#moderation.objectionToImage();
    if (objection) return objection;
    try {
      this.#bitmap = source === null ? null : await decodeImage(source);
      return null;
    } catch {
      return 'The image cannot be decoded';
    }
  }
}
