import type { QueryClient, UseMutationOptions } from '@tanstack/react-query';
import type { DecartError } from '../errors/DecartError';

/**
 * A mutation's options, and where they say nothing what the app has set in the QueryClient: for mutations with this key, or
 * an `onError` for all. (A `retry` for all is meant for what costs nothing.) What a hook sets itself would else hide it.
 */
export function withAppDefaults<TData, TVariables, TOnMutateResult>(
  queryClient: QueryClient,
  options: UseMutationOptions<TData, DecartError, TVariables, TOnMutateResult>,
): UseMutationOptions<TData, DecartError, TVariables, TOnMutateResult> {
  const { onError } = queryClient.getDefaultOptions().mutations ?? {};
  const ofKey = options.mutationKey && queryClient.getMutationDefaults(options.mutationKey);
  return { ...(onError && { onError }), ...ofKey, ...options };
}
