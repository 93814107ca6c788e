import type { QueryClient, UseMutationOptions } from '@tanstack/react-query';
import type { DecartError } from '../errors/DecartError';

/**
 * A mutation's options, completed with the defaults that the app has set in the QueryClient: for mutations with this key,
 * or an `onError` for all. (A `retry` for all mutations isn't used: it is meant for calls that cost nothing.) Otherwise
 * an option that a hook sets would hide them.
 */
export function withAppDefaults<TData, TVariables, TOnMutateResult>(
  queryClient: QueryClient,
  options: UseMutationOptions<TData, DecartError, TVariables, TOnMutateResult>,
): UseMutationOptions<TData, DecartError, TVariables, TOnMutateResult> {
  const { onError } = queryClient.getDefaultOptions().mutations ?? {};
  const ofKey = options.mutationKey && queryClient.getMutationDefaults(options.mutationKey);
  return { ...(onError && { onError }), ...ofKey, ...options };
}
