// Checked by `tsc`, never run: what must not compile says so.
import { models } from '@decartai/sdk';
import type { UseMutationResult } from '@tanstack/react-query';
import {
  type DecartError,
  type ProcessVariables,
  type QueueVariables,
  useFile,
  useFileUpload,
  useJob,
  useProcess,
  useQueue,
} from '../../src';

declare const file: File;
declare const canvas: HTMLCanvasElement;
declare const video: HTMLVideoElement;
declare const jobId: string | null;

export function Images() {
  const edit = useProcess('lucy-image-2');
  edit.mutate({ prompt: 'oil painting', data: file });
  edit.mutate({
    prompt: 'x',
    data: canvas,
    reference_image: video,
    seed: 1,
    resolution: '480p',
    enhance_prompt: false,
  });
  edit.mutate({ prompt: 'x', data: 'https://example.com/a.png' }, { onSuccess: (blob: Blob) => blob });
  useProcess(models.image('lucy-image-latest')).mutate({ prompt: 'x', data: new URL('https://example.com') });

  // @ts-expect-error no prompt
  edit.mutate({ data: file });
  // @ts-expect-error no picture
  edit.mutate({ prompt: 'x' });
  // @ts-expect-error no such field
  edit.mutate({ prompt: 'x', data: file, strength: 1 });
  // @ts-expect-error the SDK's own option, but not of this model
  edit.mutate({ prompt: 'x', data: file, orientation: 'portrait' });
  // @ts-expect-error no such resolution
  edit.mutate({ prompt: 'x', data: file, resolution: '1080p' });
  // @ts-expect-error no kind of file
  edit.mutate({ prompt: 'x', data: 42 });
  // @ts-expect-error a video model
  useProcess('lucy-2.5');
  // @ts-expect-error no model
  useProcess('mirage');

  const asTanStack: UseMutationResult<Blob, DecartError, ProcessVariables<'lucy-image-2'>> = edit;
  const url: string | undefined = edit.url;
  if (edit.status === 'success') edit.data satisfies Blob;
  if (edit.status === 'error') edit.error satisfies DecartError;
  useProcess('lucy-image-2', {
    onMutate: ({ prompt }) => ({ draft: prompt }),
    onSuccess: (_blob, { seed }, { draft }) => [seed satisfies number | undefined, draft satisfies string],
    check: (blob, field) => (blob.size > 1 && field === 'data' ? 'Too large.' : null),
    scope: { id: 'edits' },
  });
  return [asTanStack, url];
}

export function Videos() {
  const clip = useQueue('lucy-2.5');
  clip.mutate({ prompt: '', data: file });
  clip.mutate({ prompt: '', data: file, reference_image: canvas });
  useQueue(models.video('lucy-clip')).mutate({ prompt: 'x', data: file });
  const restyle = useQueue('lucy-restyle-2');
  restyle.mutate({ prompt: 'x', data: file, enhance_prompt: true });
  restyle.mutate({ reference_image: file, data: file });

  // @ts-expect-error a frame isn't a video
  clip.mutate({ prompt: '', data: canvas });
  // @ts-expect-error an image resolution
  clip.mutate({ prompt: '', data: file, resolution: '480p' });
  // @ts-expect-error a prompt may be empty, but not missing
  clip.mutate({ data: file });
  // @ts-expect-error one of the two
  restyle.mutate({ data: file });
  // @ts-expect-error not both
  restyle.mutate({ prompt: 'x', reference_image: file, data: file });
  // @ts-expect-error only with a prompt
  restyle.mutate({ reference_image: file, data: file, enhance_prompt: true });
  // @ts-expect-error an image model
  useQueue('lucy-image-2');

  const status: 'submitted' | 'pending' | 'processing' | 'completed' | 'failed' | null = clip.jobStatus;
  const asTanStack: UseMutationResult<Blob, DecartError, QueueVariables<'lucy-2.5'>> = clip;
  return [status, asTanStack, clip.jobId, clip.elapsedMs];
}

export function Jobs() {
  const job = useJob(jobId, { pollInterval: 1000 });
  if (job.isSuccess) job.data satisfies Blob;
  if (job.status === 'error') job.error satisfies DecartError;
  // @ts-expect-error not yet
  if (job.isPending) job.data satisfies Blob;
  return job.url;
}

export function Files() {
  const upload = useFileUpload();
  upload.mutate(file);
  upload.mutate({ file, ttlSeconds: 'persistent' });
  upload.mutate({ file: canvas, ttlSeconds: 3600 });
  // @ts-expect-error no lifetime
  upload.mutate({ file, ttlSeconds: 'forever' });
  const { data, remove } = useFile(upload.data?.id);
  remove.mutate();
  return data?.expires_at;
}
