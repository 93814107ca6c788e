import type { ImageModels, VideoModels } from '@decartai/sdk';
import { throwIfAborted } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { toDecartError } from '../errors/toDecartError';
import { checkMedia, type MediaCheck, type MediaField } from './checks';
import { isMediaInput, readMedia } from './inputs';

/** What is needed of a model's definition. */
export interface InputModel {
  name: ImageModels | VideoModels;
  inputSchema: { safeParse(inputs: unknown): { error?: { message: string } | undefined } };
}

interface MediaVariables {
  data: unknown;
  reference_image?: unknown;
}

/** The same inputs, with every file read into a blob. */
export type PreparedInputs<V> = Omit<V, MediaField> & { data: Blob; reference_image?: Blob };

/** Any blob stands for what will come out of the reading. */
const standIn = (input: unknown) => (isMediaInput(input) ? new Blob() : input);

/**
 * Makes what the SDK takes out of what a user gave. Rejects with `INVALID_INPUT` for whatever the model's own schema or
 * `check` refuses; nothing has been sent then, not even for a token.
 */
export async function prepareInputs<V extends MediaVariables>(
  model: InputModel,
  variables: V,
  check: boolean | MediaCheck = true,
  signal?: AbortSignal,
): Promise<PreparedInputs<V>> {
  const { data, reference_image: reference, ...rest } = variables;
  refuseInvalid(model, { ...rest, data: standIn(data), reference_image: standIn(reference) });

  const look = check === true ? defaultCheck(model) : check || null;
  async function read(field: MediaField, input: unknown): Promise<Blob> {
    // Nothing but what can be read here gets past the schema, except React Native's files.
    if (!isMediaInput(input)) throw new DecartError('INVALID_INPUT', `"${field}" is no file.`);
    const blob = await readMedia(input, field, signal);
    const problem = look?.(blob, field);
    if (problem) throw new DecartError('INVALID_INPUT', `"${field}": ${problem}`);
    return blob;
  }

  const [file, reference_image] = await Promise.all([
    read('data', data),
    reference === undefined ? undefined : read('reference_image', reference),
  ]);
  throwIfAborted(signal);
  return { ...rest, data: file, ...(reference_image && { reference_image }) };
}

function defaultCheck({ name }: InputModel): MediaCheck {
  return (file, field) => checkMedia(name, field, file);
}

function refuseInvalid(model: InputModel, inputs: Record<string, unknown>): void {
  const { error } = model.inputSchema.safeParse(inputs);
  if (!error) return;
  // The SDK's own words, which are made readable in one place.
  const message = `Invalid inputs for ${model.name}: ${error.message}`;
  throw toDecartError({ code: 'INVALID_INPUT', message });
}
