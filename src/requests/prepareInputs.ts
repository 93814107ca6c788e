import type { ImageModels, VideoModels } from '@decartai/sdk';
import { throwIfAborted } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { toDecartError } from '../errors/toDecartError';
import type { Call } from './calls';
import { type InputCheck, type MediaField, runCheck } from './checks';
import { readMedia, toMediaInput } from './inputs';
import { withKnownType } from './sniffType';
import type { MediaFileInput } from './variables';

/** The parts of a model's definition that are needed. */
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

/**
 * Turns the user's inputs into those of the SDK. Rejects with `INVALID_INPUT` if the model's schema or `check` refuses
 * one; nothing has been sent then, not even a token request.
 */
export async function prepareInputs<V extends MediaVariables>(
  model: InputModel,
  variables: V,
  check: InputCheck = true,
  call: Partial<Pick<Call, 'signal' | 'captures'>> = {},
): Promise<PreparedInputs<V>> {
  const { signal, captures } = call;
  const { data, reference_image: reference, ...rest } = variables;
  const file = data === undefined ? data : toMediaInput('data', data);
  const image = reference === undefined ? reference : toMediaInput('reference_image', reference);
  // Before anything is read: an empty blob stands in for the file that will be read.
  const standIn = new Blob();
  const refusal = model.inputSchema.safeParse({
    ...rest,
    ...(file !== undefined && { data: standIn }),
    ...(image !== undefined && { reference_image: standIn }),
  }).error;
  if (refusal || file === undefined) {
    // The SDK's own words, which are made readable in one place.
    const message = `Invalid inputs for ${model.name}: ${refusal?.message}`;
    throw toDecartError({ code: 'INVALID_INPUT', message });
  }

  async function read(field: MediaField, input: MediaFileInput): Promise<Blob> {
    const blob = await withKnownType(await readMedia(input, field, signal, captures));
    const problem = runCheck(check, model.name, field, blob);
    if (problem) throw new DecartError('INVALID_INPUT', `"${field}": ${problem}`);
    return blob;
  }
  const [blob, reference_image] = await Promise.all([
    read('data', file),
    image === undefined ? undefined : read('reference_image', image),
  ]);
  throwIfAborted(signal);
  return { ...rest, data: blob, ...(reference_image && { reference_image }) };
}
