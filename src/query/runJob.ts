import type { JobSubmitResponse } from '@decartai/sdk';
import {
  type QueryClient,
  QueryObserver,
  type QueryObserverOptions,
  type QueryObserverResult,
} from '@tanstack/react-query';
import type { ClientCore } from '../client/clientCore';
import { abortable, throwIfAborted } from '../errors/abortable';
import type { DecartError } from '../errors/DecartError';
import type { Call } from '../requests/calls';
import { isOver, nextJobState } from '../requests/job';
import { jobContentQuery, jobFailure, jobStatusQuery } from './jobQueries';
import { decartKeys } from './queryKeys';

/** The dependencies of the job hooks. */
export interface JobContext {
  core: ClientCore;
  queryClient: QueryClient;
  /** How often to poll, in ms. */
  pollMs: number | undefined;
}

/**
 * Submits a job, or continues with the call's existing one, and resolves with the job's video. Rejects with `JOB_FAILED`,
 * with the error that ended the polling, or at once with `ABORTED`. Polling stops then, unless another hook polls the
 * same job.
 */
export async function runJob(
  context: JobContext,
  call: Call,
  submit: () => Promise<JobSubmitResponse>,
): Promise<Blob> {
  const { core, queryClient, pollMs } = context;
  // With `retry`, another job is submitted only after the first has failed.
  if (!call.job || call.job.status === 'failed') {
    const { job_id, status } = await submit();
    throwIfAborted(call.signal);
    const state = nextJobState(undefined, status, call.startedAt);
    queryClient.setQueryData(decartKeys.jobStatus(job_id), state);
    call.setJob({ id: job_id, ...state });
  }
  const { id } = call.job ?? { id: '' };

  const options = jobStatusQuery(core, queryClient, id, pollMs);
  const job = await watch(queryClient, options, call.signal, (state) => {
    call.setJob({ id, ...state });
    return isOver(state);
  });
  if (job.status === 'failed') throw jobFailure(id, job);
  return watch(
    queryClient,
    jobContentQuery(core, queryClient, id),
    call.signal,
    (data) => data instanceof Blob,
  );
}

/** Watches a query as a hook does, until its result passes the test. */
async function watch<T>(
  queryClient: QueryClient,
  options: QueryObserverOptions<T, DecartError>,
  signal: AbortSignal,
  willDo: (data: T) => boolean,
): Promise<T> {
  const observer = new QueryObserver<T, DecartError>(queryClient, options);
  let stop = () => {};
  const found = new Promise<T>((resolve, reject) => {
    const look = ({ data, error, isFetching }: QueryObserverResult<T, DecartError>) => {
      if (data !== undefined && willDo(data)) resolve(data);
      else if (error && !isFetching) reject(error);
    };
    stop = observer.subscribe(look);
    look(observer.getCurrentResult());
  });
  return abortable(found, signal).finally(stop);
}
