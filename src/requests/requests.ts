import {
  type FileReference,
  type ImageModels,
  isImageModel,
  isVideoModel,
  type JobSubmitResponse,
  models,
  type VideoModels,
} from '@decartai/sdk';
import type { DecartClient } from '../client/decartClient';
import { modelNotFoundError } from '../client/modelNotFoundError';
import { throwIfAborted } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import type { Call } from './calls';
import type { InputCheck } from './checks';
import { readMedia, toMediaInput } from './inputs';
import { prepareInputs } from './prepareInputs';
import { withKnownType } from './sniffType';
import type { ImageModel, ProcessVariables, QueueVariables, VideoModel } from './variables';

/** Sends an image to be edited. */
export async function processImage(
  client: DecartClient,
  model: ImageModels | ImageModel<ImageModels>,
  variables: ProcessVariables,
  check: InputCheck | undefined,
  call: Call,
): Promise<Blob> {
  const definition = typeof model === 'string' ? imageModel(model) : model;
  const inputs = await prepareInputs(definition, variables, check, call);
  await readyToSend(client, call.signal);
  call.sent = true;
  return withKnownType(await client.process({ ...inputs, model: definition, signal: call.signal }));
}

/** Sends a video to be edited; resolves with the job. */
export async function submitJob(
  client: DecartClient,
  model: VideoModels | VideoModel<VideoModels>,
  variables: QueueVariables,
  check: InputCheck | undefined,
  call: Call,
): Promise<JobSubmitResponse> {
  const definition = typeof model === 'string' ? videoModel(model) : model;
  const inputs = await prepareInputs(definition, variables, check, call);
  await readyToSend(client, call.signal);
  call.sent = true;
  const { signal } = call;
  if (isRestyle(definition)) return client.queue.submit({ ...inputs, model: definition, signal });
  // The schema guarantees a prompt for those models that require one.
  return client.queue.submit({ ...inputs, prompt: inputs.prompt ?? '', model: definition, signal });
}

/** Uploads a file. */
export async function uploadFile(
  client: DecartClient,
  input: unknown,
  ttlSeconds: number | 'persistent' | undefined,
  call: Call,
): Promise<FileReference> {
  const { signal, captures } = call;
  const file = await readMedia(toMediaInput('file', input), 'file', signal, captures);
  if (file.size === 0) throw new DecartError('INVALID_INPUT', '"file": This file is empty.');
  await readyToSend(client, call.signal);
  call.sent = true;
  return client.files.upload(file, { signal, ...(ttlSeconds !== undefined && { ttlSeconds }) });
}

function imageModel(name: ImageModels): ImageModel<ImageModels> {
  if (!isImageModel(name)) throw modelNotFoundError(name, 'image');
  return models.image(name);
}

function videoModel(name: VideoModels): VideoModel<VideoModels> {
  if (!isVideoModel(name)) throw modelNotFoundError(name, 'video');
  return models.video(name);
}

/** Fetches the video of a completed job. */
export async function fetchResult(client: DecartClient, jobId: string): Promise<Blob> {
  return withKnownType(await client.queue.result(jobId));
}

/** All restyle models accept what this one accepts. */
function isRestyle(model: VideoModel<VideoModels>): model is VideoModel<'lucy-restyle-2'> {
  return model.name.startsWith('lucy-restyle');
}

/** The token is fetched first, so that a call that is cancelled meanwhile isn't sent. */
export async function readyToSend(client: DecartClient, signal: AbortSignal): Promise<void> {
  if (client.auth.mode === 'token') await client.auth.getToken({ signal });
  throwIfAborted(signal);
}
