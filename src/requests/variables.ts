import type { ImageModels, models, ProcessOptions, QueueSubmitOptions, VideoModels } from '@decartai/sdk';

/**
 * Image inputs: a `File` or `Blob`, a URL (`https:`, `blob:`, `data:`, or relative to the page), a `ReadableStream` of
 * the file's bytes, or a canvas, `<video>` or `<img>`, whose current picture is used.
 */
export type ImageFileInput =
  | Blob
  | URL
  | string
  | ReadableStream<Uint8Array<ArrayBuffer>>
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLVideoElement
  | HTMLImageElement
  | ImageBitmap;

/** Video inputs: a `File` or `Blob`, a URL, or a `ReadableStream` of the file's bytes. */
export type VideoFileInput = Blob | URL | string | ReadableStream<Uint8Array<ArrayBuffer>>;

/** Any of them: the model decides which are images and which are videos. */
export type MediaFileInput = ImageFileInput | VideoFileInput;

/** An image model's definition, as the SDK's `models.image(name)` returns it. */
export type ImageModel<M extends ImageModels> = ReturnType<typeof models.image<M>>;
/** A video model's definition, as the SDK's `models.video(name)` returns it. */
export type VideoModel<M extends VideoModels> = ReturnType<typeof models.video<M>>;

type RestyleModels = Extract<VideoModels, `lucy-restyle${string}`>;

/** The SDK's inputs of a model, with every kind of input that this package can read. */
type Inputs<Options, Data> = Omit<Options, 'model' | 'signal' | 'data' | 'reference_image'> & {
  /** What should be edited. */
  data: Data;
} & ('reference_image' extends keyof Options
    ? {
        /** An image that guides the edit: a style, a character, a garment. */
        reference_image?: ImageFileInput | undefined;
      }
    : object);

/** Restyling takes a prompt or a reference image, not both. */
type Restyle<I> = Omit<I, 'prompt' | 'reference_image' | 'enhance_prompt'> &
  (
    | { prompt: string; enhance_prompt?: boolean; reference_image?: never }
    | { reference_image: ImageFileInput; prompt?: never; enhance_prompt?: never }
  );

/**
 * What `useProcess(model).mutate` takes: the model's own fields, no others.
 *
 * @example
 * ```ts
 * const variables: ProcessVariables<'lucy-image-2'> = { prompt: 'oil painting', data: file, seed: 7 };
 * ```
 */
export type ProcessVariables<M extends ImageModels = ImageModels> = M extends ImageModels
  ? Inputs<ProcessOptions<ImageModel<M>>, ImageFileInput>
  : never;

/**
 * What `useQueue(model).mutate` takes: the model's own fields, no others.
 *
 * @example
 * ```ts
 * const variables: QueueVariables<'lucy-restyle-2'> = { reference_image: painting, data: clip };
 * ```
 */
export type QueueVariables<M extends VideoModels = VideoModels> = M extends RestyleModels
  ? Restyle<Inputs<QueueSubmitOptions<VideoModel<M>>, VideoFileInput>>
  : M extends VideoModels
    ? Inputs<QueueSubmitOptions<VideoModel<M>>, VideoFileInput>
    : never;
