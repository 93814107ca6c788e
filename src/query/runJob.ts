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

/** What the job hooks work with. */
export interface JobContext {
  core: ClientCore;
  queryClient: QueryClient;
  /** How often to look, in ms. */
  pollMs: number | undefined;
}

/**
 * Submits a job, or continues with the one that the call has, and resolves with the job's video. Rejects with `JOB_FAILED`,
 * with what kept it from being looked at, or with `ABORTED` at once; nothing is asked any more then, unless somebody else
 * looks at the same job.
 */
export async function runJob(
  context: JobContext,
  call: Call,
  submit: () => Promise<JobSubmitResponse>,
): Promise<Blob> {
  const { core, queryClient, pollMs } = context;
  // A user who asked for `retry` gets another job only when the first has come to nothing.
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

/** Looks at a query like a hook does, until what it finds will do. */
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
