import type { JobStatus, VideoModels } from '@decartai/sdk';
import { useSyncExternalStore } from 'react';
import { milliseconds } from '../errors/checkOptions';
import { useElapsed } from '../hooks/useElapsed';
import { useObjectUrl } from '../hooks/useObjectUrl';
import type { InputCheck } from '../requests/checks';
import { loadApi } from '../requests/loadApi';
import type { QueueVariables, VideoModel } from '../requests/variables';
import { invokeCallback } from '../store/invokeCallback';
import { decartKeys } from './queryKeys';
import { runJob } from './runJob';
import { type CallOptions, type CallResult, useCalls } from './useCalls';
import { useDecartQueryClient } from './useDecartQueryClient';

/** The options of `useMutation` (`onSuccess`, `retry`, `scope` …), and: */
export interface UseQueueOptions<M extends VideoModels = VideoModels, TOnMutateResult = unknown>
  extends CallOptions<Blob, QueueVariables<M>, TOnMutateResult> {
  /**
   * Checks the files before they are sent. `false` sends them unchecked; a function replaces `checkMedia`, and returns a
   * sentence for each file that it refuses.
   * @defaultValue true
   */
  check?: InputCheck | undefined;
  /** How often to poll the job, in ms. Less often while the page is hidden. @defaultValue 1500 */
  pollInterval?: number | undefined;
  /** Called with the job's id as soon as it is known: store it where it survives a reload, and pass it to `useJob`. */
  onJob?: ((jobId: string) => void) | undefined;
}

/** The result of `useMutation`, and: */
export type UseQueueResult<M extends VideoModels = VideoModels, TOnMutateResult = unknown> = CallResult<
  Blob,
  QueueVariables<M>,
  TOnMutateResult
> & {
  /** An object URL of the video, created and revoked by the hook. `undefined` while there is none. */
  url: string | undefined;
  /** The job, as soon as Decart has returned its id. */
  jobId: string | null;
  /**
   * The job's status: `'submitted'` until Decart has answered, then Decart's status. `null` while there is none. While
   * the finished video is being fetched, it is `'completed'` and `isPending` is still true.
   */
  jobStatus: 'submitted' | JobStatus | null;
  /** The ms from `mutate` until the job was finished, or until now, in whole seconds. `null` while there is no job. */
  elapsedMs: number | null;
};

const endsWithHook = () => true;

/**
 * Edits videos, which takes a while: submits a job, polls it until it is finished, and fetches the video. A TanStack
 * mutation whose variables are the model's inputs.
 *
 * A job is never submitted twice: a second `mutate` with the same variables, while the first call runs, joins it. A poll
 * that fails for a temporary reason is retried with growing pauses, and doesn't lose the job. `retry`, if you set it,
 * continues with the existing job. When the component is unmounted, polling stops, unless `keepAlive` is set.
 *
 * Errors: those of `useProcess` (`QUEUE_SUBMIT_ERROR`, `QUEUE_STATUS_ERROR` and `QUEUE_RESULT_ERROR` in place of
 * `PROCESSING_ERROR`), and `JOB_FAILED`. Throws `INVALID_OPTIONS`, in render, for an invalid `pollInterval`.
 *
 * @param model - a video model's name, or its definition from the SDK's `models.video()`
 *
 * @example
 * ```tsx
 * const { mutate, cancel, isPending, jobStatus, url, error } = useQueue('lucy-2.5');
 * const problem = useErrorText(error);
 * return (
 *   <>
 *     <button onClick={() => mutate({ prompt: 'as a watercolor', data: clip })}>Edit</button>
 *     {isPending && <button onClick={cancel}>Cancel</button>}
 *     <p role="status">{problem || jobStatus}</p>
 *     {url && <video src={url} controls />}
 *   </>
 * );
 * ```
 */
export function useQueue<M extends VideoModels, TOnMutateResult = unknown>(
  model: M | VideoModel<M>,
  { check, pollInterval, onJob, ...options }: UseQueueOptions<M, TOnMutateResult> = {},
): UseQueueResult<M, TOnMutateResult> {
  if (pollInterval !== undefined) milliseconds(pollInterval, 'pollInterval');
  const queryClient = useDecartQueryClient();
  const key = decartKeys.queue(typeof model === 'string' ? model : model.name);
  const { calls, result } = useCalls<Blob, QueueVariables<M>, TOnMutateResult>(
    queryClient,
    key,
    (core, variables, call) =>
      runJob({ core, queryClient, pollMs: pollInterval }, call, async () => {
        const { client, submitJob } = await loadApi(core);
        const job = await submitJob(client, model, variables, check, call);
        // The job exists, even if the callback throws.
        invokeCallback(onJob, job.job_id);
        return job;
      }),
    endsWithHook,
    options,
  );
  const job = useSyncExternalStore(calls.subscribe, calls.getJob, calls.getJob);
  const url = useObjectUrl(result.data);
  const until = job?.until ?? null;
  const since = result.isPending || until !== null ? (job?.since ?? result.submittedAt) : null;
  const elapsedMs = useElapsed(since, until);
  return {
    ...result,
    url,
    jobId: job?.id ?? null,
    jobStatus: job?.status ?? (result.isPending ? 'submitted' : null),
    elapsedMs,
  };
}
