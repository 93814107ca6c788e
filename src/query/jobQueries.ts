import { focusManager, type QueryClient, type QueryObserverOptions } from '@tanstack/react-query';
import type { ClientCore } from '../client/clientCore';
import { throwIfAborted } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { isOver, type JobState, nextJobState } from '../requests/job';
import { loadApi } from '../requests/loadApi';
import { pollInterval, retryDelay } from '../requests/pollInterval';
import { decartKeys } from './queryKeys';

/** Failed polls are repeated for about four minutes: meanwhile, the job continues. */
const MAX_FAILURES = 12;

function retry(failureCount: number, error: DecartError): boolean {
  return error.retryable && failureCount < MAX_FAILURES;
}

/** An app may keep previous data by default: here, that would be another job's. */
const nothing = () => undefined;

/** Polls a job until it is finished. All hooks with the same job poll together: the key is the same. */
export function jobStatusQuery(
  core: ClientCore,
  queryClient: QueryClient,
  jobId: string,
  wantedMs?: number,
): QueryObserverOptions<JobState, DecartError> & { queryKey: readonly string[] } {
  const queryKey = decartKeys.jobStatus(jobId);
  return {
    queryKey,
    queryFn: async ({ signal }) => {
      const { client, readyToSend } = await loadApi(core);
      await readyToSend(client, signal);
      const { status } = await client.queue.status(jobId);
      return nextJobState(queryClient.getQueryData<JobState>(queryKey), status, Date.now());
    },
    placeholderData: nothing,
    // A hook that joins meanwhile waits for the next poll, like the others.
    staleTime: 1000,
    refetchInterval: ({ state }) => {
      if (state.status === 'error' || isOver(state.data)) return false;
      const ageMs = state.data ? Date.now() - state.data.since : 0;
      return pollInterval(ageMs, !focusManager.isFocused(), wantedMs);
    },
    refetchIntervalInBackground: true,
    refetchOnMount: ({ state }) => !isOver(state.data),
    refetchOnReconnect: ({ state }) => !isOver(state.data),
    refetchOnWindowFocus: ({ state }) => (isOver(state.data) ? false : 'always'),
    retry,
    retryDelay,
  };
}

/** The video of a completed job: fetched once, and then kept as long as some hook shows it. */
export function jobContentQuery(
  core: ClientCore,
  queryClient: QueryClient,
  jobId: string,
): QueryObserverOptions<Blob, DecartError> & { queryKey: readonly string[] } {
  const queryKey = decartKeys.jobContent(jobId);
  return {
    queryKey,
    queryFn: async ({ signal }) => {
      const { client, readyToSend, fetchResult } = await loadApi(core);
      await readyToSend(client, signal);
      const known = queryClient.getQueryData<unknown>(queryKey);
      if (known instanceof Blob) return known;
      const video = await download(core, jobId, () => fetchResult(client, jobId));
      // The hook that requested it is gone. The others need not request it again, unless the app has cleared its cache,
      // for example at a sign-out.
      throwIfAborted(core.signal);
      if (signal.aborted && queryClient.getQueryState(queryKey)) queryClient.setQueryData(queryKey, video);
      return video;
    },
    // A value restored from a persisted cache is no longer a blob.
    staleTime: ({ state }) => (state.data instanceof Blob ? Number.POSITIVE_INFINITY : 0),
    placeholderData: nothing,
    structuralSharing: false,
    retry,
    retryDelay,
  };
}

// Stored for each client: in another account, a job id means another job.
const downloadsOfCores = new WeakMap<ClientCore, Map<string, Promise<Blob>>>();

/** A download that nobody waits for continues, because the SDK can't stop it; a later caller joins it. */
function download(core: ClientCore, jobId: string, fetchResult: () => Promise<Blob>): Promise<Blob> {
  const downloads = downloadsOfCores.get(core) ?? new Map<string, Promise<Blob>>();
  downloadsOfCores.set(core, downloads);
  const running = downloads.get(jobId) ?? fetchResult().finally(() => downloads.delete(jobId));
  downloads.set(jobId, running);
  return running;
}

const failures = new WeakMap<JobState, DecartError>();

/** The error of a failed job: one object for all hooks that show it. */
export function jobFailure(jobId: string, job: JobState): DecartError {
  const error =
    failures.get(job) ??
    new DecartError(
      'JOB_FAILED',
      `The job ${jobId} failed. Decart doesn't say why: try another input or prompt, or submit it again.`,
    );
  failures.set(job, error);
  return error;
}
