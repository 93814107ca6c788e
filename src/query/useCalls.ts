import {
  hashKey,
  type MutateOptions,
  type MutationKey,
  type QueryClient,
  type UseMutationOptions,
  type UseMutationResult,
  useMutation,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { useDecartContext } from '../provider/context';
import { type Call, type Calls, createCalls } from '../requests/calls';
import { loadApi } from '../requests/loadApi';
import { retainToken } from '../requests/retainToken';
import { withAppDefaults } from './mutationDefaults';

/**
 * The options of `useMutation`, except those that these hooks set themselves. `retry` is `false`, whatever the app's
 * default for all mutations is: each call costs money, and Decart can't tell a retry from a new request. (A `retry` that
 * you set for these mutations, with `queryClient.setMutationDefaults(decartKeys.process(), …)`, is used.)
 */
export interface CallOptions<TData, TVariables, TOnMutateResult>
  extends Omit<UseMutationOptions<TData, DecartError, TVariables, TOnMutateResult>, 'mutationFn'> {
  /** Continues when the component is unmounted, including its requests. @defaultValue false */
  keepAlive?: boolean | undefined;
}

/** The result of `useMutation`, and a way to cancel. */
export type CallResult<TData, TVariables, TOnMutateResult> = UseMutationResult<
  TData,
  DecartError,
  TVariables,
  TOnMutateResult
> & {
  /**
   * Cancels the current call. `mutateAsync` rejects with `ABORTED` at once (and `onError` is called), and the hook is
   * idle again. The server may still finish a request that was already sent.
   */
  cancel: () => void;
};

type Retry = ((failureCount: number, error: DecartError) => boolean) | boolean | number;

function mayRetry(retry: Retry, failureCount: number, error: DecartError): boolean {
  if (error.code === 'ABORTED') return false;
  if (typeof retry === 'function') return retry(failureCount, error);
  return retry === true || failureCount < Number(retry);
}

/**
 * A mutation whose calls can be cancelled. A double click makes only one call.
 *
 * @param key - what is called: a new key resets the hook, as with TanStack
 * @param work - what a call does
 * @param endsWithHook - which calls are cancelled when the component is unmounted
 */
export function useCalls<TData, TVariables, TOnMutateResult>(
  queryClient: QueryClient,
  key: MutationKey,
  work: (core: ClientCore, variables: TVariables, call: Call) => Promise<TData>,
  endsWithHook: (call: Call) => boolean,
  { keepAlive = false, ...options }: CallOptions<TData, TVariables, TOnMutateResult>,
): { calls: Calls<TVariables, TData>; result: CallResult<TData, TVariables, TOnMutateResult> } {
  const { core, reportError } = useDecartContext();
  const subject = hashKey(key);
  const [calls] = useState(() => createCalls<TVariables, TData>(subject, core.signal, endsWithHook));
  useEffect(() => calls.setKeepAlive(keepAlive), [calls, keepAlive]);

  const defaulted = withAppDefaults(queryClient, { mutationKey: key, ...options });
  const { retry = false, onError } = defaulted;
  const mutation = useMutation<TData, DecartError, TVariables, TOnMutateResult>(
    {
      ...defaulted,
      mutationFn: (variables) =>
        calls.run(variables, async (call) => {
          const release = retainToken(core);
          try {
            return await work(core, variables, call);
          } catch (error) {
            throw error instanceof DecartError ? error : (await loadApi(core)).toDecartError(error);
          } finally {
            release();
          }
        }),
      retry: (failureCount, error) => mayRetry(retry, failureCount, error),
      onError: (error, ...rest) => {
        reportError(error);
        return onError?.(error, ...rest);
      },
    },
    queryClient,
  );

  const { mutateAsync: start, reset: resetMutation } = mutation;
  type Callbacks = MutateOptions<TData, DecartError, TVariables, TOnMutateResult>;
  /**
   * The callbacks of the latest `mutate`. TanStack reads them when the call is over, so they can be replaced until then.
   */
  const callbacks = useRef<Callbacks>({});
  const begin = useCallback(
    (variables: TVariables) => {
      // A call may outlive the hooks, and must continue when the network is back.
      queryClient.mount();
      return start(variables, callbacks.current).finally(() => queryClient.unmount());
    },
    [queryClient, start],
  );
  useEffect(() => {
    if (calls.setSubject(subject, core.signal)) resetMutation();
  }, [calls, subject, core, resetMutation]);
  useEffect(() => calls.retain(begin, resetMutation), [calls, begin, resetMutation]);

  const mutateAsync = useCallback(
    (...[variables, options]: Parameters<typeof start>) => {
      Object.assign(callbacks.current, options);
      // It may be omitted only if `TVariables` allows it.
      return calls.start(variables as TVariables, (own) => {
        callbacks.current = { ...options };
        return begin(own);
      });
    },
    [calls, begin],
  );
  const mutate = useCallback(
    (...args: Parameters<typeof start>) => {
      // As with TanStack's own `mutate`, the error is in the result.
      mutateAsync(...args).catch(() => {});
    },
    [mutateAsync],
  );
  const reset = useCallback(() => {
    calls.forget();
    resetMutation();
  }, [calls, resetMutation]);
  const cancel = useCallback(() => {
    calls.cancel();
    resetMutation();
  }, [calls, resetMutation]);

  return { calls, result: { ...mutation, mutate, mutateAsync, reset, cancel } };
}
