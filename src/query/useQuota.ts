import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type Quota, readQuota } from '../client/readQuota';
import { aBoolean, either, milliseconds, shape } from '../errors/checkOptions';
import type { DecartError } from '../errors/DecartError';
import { useDecartContext } from '../provider/context';
import { retryDelay } from '../requests/pollInterval';
import { decartKeys } from './queryKeys';
import { useDecartQueryClient } from './useDecartQueryClient';
import { useReportError } from './useReportError';

const MAX_FAILURES = 3;
/** The waiting line of `decart-react/server` polls at the same interval. */
const FRESH_MS = 10_000;

export interface UseQuotaOptions {
  /** `false` sends no request. @defaultValue true */
  enabled?: boolean | undefined;
  /** Milliseconds after which to poll again while the page is visible. @defaultValue false: never */
  refetchInterval?: number | false | undefined;
}

/** The result of `useQuery`; `data` is a {@link Quota}. */
export type UseQuotaResult = UseQueryResult<Quota, DecartError>;

const checkQuotaOptions = /* @__PURE__ */ shape({
  enabled: aBoolean,
  refetchInterval: /* @__PURE__ */ either((value) => value === false, milliseconds),
});

/**
 * How many live sessions the account may have at the same time, and how many are free. All users of one API key share
 * them, so a free one may be gone a moment later: then the session fails with `CONCURRENCY_LIMIT`. A TanStack query that
 * opens no session.
 *
 * With a `proxy` the server must allow it: `createProxyHandler({ allowQuota: true })`. Without one, it asks Decart with
 * the client token.
 *
 * Errors: `NOT_ALLOWED` if the proxy doesn't allow it, `UNAUTHORIZED`, and those of the token. Throws `INVALID_OPTIONS`,
 * in render, for an unknown option or an invalid value.
 *
 * @example
 * ```tsx
 * const { data: quota } = useQuota({ refetchInterval: 10_000 });
 * return quota && <p>{quota.remaining} of {quota.limit} sessions are free</p>;
 * ```
 */
export function useQuota(options: UseQuotaOptions = {}): UseQuotaResult {
  checkQuotaOptions(options, 'useQuota');
  const { enabled = true, refetchInterval = false } = options;
  const { core } = useDecartContext();
  const quota = useQuery<Quota, DecartError>(
    {
      queryKey: decartKeys.quota(),
      queryFn: ({ signal }) => readQuota(core, signal),
      enabled,
      refetchInterval,
      staleTime: FRESH_MS,
      retry: (failureCount, error) => error.retryable && failureCount < MAX_FAILURES,
      retryDelay,
    },
    useDecartQueryClient(),
  );
  useReportError(quota.error);
  return quota;
}
