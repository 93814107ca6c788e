import type { JobStatus } from '@decartai/sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { aBoolean, milliseconds, type Rule, shape } from '../errors/checkOptions';
import type { DecartError } from '../errors/DecartError';
import { useElapsed } from '../hooks/useElapsed';
import { useObjectUrl } from '../hooks/useObjectUrl';
import { useDecartContext } from '../provider/context';
import { isOver } from '../requests/job';
import { retainToken } from '../requests/retainToken';
import { jobContentQuery, jobFailure, jobStatusQuery } from './jobQueries';
import { useDecartQueryClient } from './useDecartQueryClient';
import { useReportError } from './useReportError';

export interface UseJobOptions {
  /** `false` sends no request. @defaultValue true */
  enabled?: boolean | undefined;
  /** How often to poll the job, in ms. Less often while the page is hidden. @defaultValue 1500 */
  pollInterval?: number | undefined;
  /**
   * Throws request errors to the nearest error boundary. A failed job is always in `error`.
   * @defaultValue the QueryClient's default for queries
   */
  throwOnError?: boolean | undefined;
}

interface JobResultBase {
  /** Decart's status of the job; `null` until it is known. */
  jobStatus: JobStatus | null;
  /** The ms since the job was submitted (or, after a reload, first polled) until it was finished, or until now. */
  elapsedMs: number | null;
  /** An object URL of the video, created and revoked by the hook. `undefined` while there is none. */
  url: string | undefined;
  /** A request is in flight. */
  isFetching: boolean;
  /** How many polls in a row have failed; it keeps trying. */
  failureCount: number;
  /** Why the last poll failed. */
  failureReason: DecartError | null;
  /** Polls at once, even after an error. Never rejects. */
  refetch: () => Promise<void>;
}

interface JobPending {
  /** `pending` until there is a video: while the job runs, while the video is fetched, and if there is no id. */
  status: 'pending';
  /** The video. */
  data: undefined;
  /** Why there is no video: the job failed, or it couldn't be polled. */
  error: null;
  /** `status === 'pending'`. */
  isPending: true;
  /** `status === 'success'`. */
  isSuccess: false;
  /** `status === 'error'`. */
  isError: false;
}

interface JobSuccess {
  status: 'success';
  data: Blob;
  error: null;
  isPending: false;
  isSuccess: true;
  isError: false;
}

interface JobError {
  status: 'error';
  data: undefined;
  error: DecartError;
  isPending: false;
  isSuccess: false;
  isError: true;
}

/** A union on `status`, like TanStack's own results. */
export type UseJobResult = JobResultBase & (JobPending | JobSuccess | JobError);

const checkOptions = /* @__PURE__ */ shape({
  enabled: aBoolean,
  pollInterval: milliseconds,
  throwOnError: aBoolean,
} satisfies Record<keyof UseJobOptions, Rule>);

/**
 * Resumes a job by its id: after a reload, or in another component. Polls it until it is finished, together with all
 * other hooks with the same job, and fetches the video once.
 *
 * Errors: `JOB_FAILED`, `QUEUE_STATUS_ERROR` (with `status` 404 for an id that Decart doesn't know),
 * `QUEUE_RESULT_ERROR`, `UNAUTHORIZED`, and those of the token. A poll that fails for a temporary reason is retried with
 * growing pauses before it is an error. Throws `INVALID_OPTIONS`, in render, for an unknown option or an invalid value.
 *
 * @param jobId - the `jobId` of `useQueue`; without one, nothing is requested
 *
 * @example
 * ```tsx
 * const { jobStatus, url, error } = useJob(sessionStorage.getItem('job'));
 * const problem = useErrorText(error);
 * if (error) return <p role="alert">{problem}</p>;
 * return url ? <video src={url} controls /> : <p role="status">{jobStatus}</p>;
 * ```
 */
export function useJob(jobId: string | null | undefined, options: UseJobOptions = {}): UseJobResult {
  checkOptions(options, 'useJob');
  const { enabled = true, pollInterval, throwOnError } = options;
  const { core } = useDecartContext();
  const queryClient = useDecartQueryClient();

  const id = jobId ?? '';
  const asked = enabled && id !== '';
  const own = throwOnError === undefined ? {} : { throwOnError };
  const status = useQuery(
    { ...jobStatusQuery(core, queryClient, id, pollInterval), ...own, enabled: asked },
    queryClient,
  );
  const job = status.data;
  const isUnderWay = asked && !status.isError && !isOver(job);
  useEffect(() => (isUnderWay ? retainToken(core) : undefined), [core, isUnderWay]);
  const content = useQuery(
    { ...jobContentQuery(core, queryClient, id), ...own, enabled: asked && job?.status === 'completed' },
    queryClient,
  );

  const video = content.data instanceof Blob ? content.data : undefined;
  const error = job?.status === 'failed' ? jobFailure(id, job) : (status.error ?? content.error);
  useReportError(error);

  const current = job?.status === 'completed' ? content : status;
  const { refetch } = current;
  const base: JobResultBase = {
    jobStatus: job?.status ?? null,
    elapsedMs: useElapsed(job?.since ?? null, job?.until ?? null),
    url: useObjectUrl(video),
    isFetching: status.isFetching || content.isFetching,
    failureCount: current.failureCount,
    failureReason: current.failureReason,
    refetch: async () => {
      if (id !== '') await refetch();
    },
  };
  if (error) {
    const flags = { isPending: false, isSuccess: false, isError: true } as const;
    return { ...base, ...flags, status: 'error', data: undefined, error };
  }
  if (video) {
    const flags = { isPending: false, isSuccess: true, isError: false } as const;
    return { ...base, ...flags, status: 'success', data: video, error: null };
  }
  const flags = { isPending: true, isSuccess: false, isError: false } as const;
  return { ...base, ...flags, status: 'pending', data: undefined, error: null };
}
