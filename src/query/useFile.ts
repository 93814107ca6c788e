import type { FileReference } from '@decartai/sdk';
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import { throwIfAborted } from '../errors/abortable';
import { aBoolean, type Rule, shape } from '../errors/checkOptions';
import { DecartError } from '../errors/DecartError';
import { useDecartContext } from '../provider/context';
import { loadApi } from '../requests/loadApi';
import { retryDelay } from '../requests/pollInterval';
import { withAppDefaults } from './mutationDefaults';
import { decartKeys } from './queryKeys';
import { useDecartQueryClient } from './useDecartQueryClient';
import { useReportError } from './useReportError';
import { useResetOnSignOut } from './useResetOnSignOut';

const MAX_FAILURES = 3;
const checkOptions = /* @__PURE__ */ shape({ enabled: aBoolean } satisfies Record<
  keyof UseFileOptions,
  Rule
>);

export interface UseFileOptions {
  /** `false` sends no request. @defaultValue true */
  enabled?: boolean | undefined;
}

/** The result of `useQuery` (`data` is `null` once the file was deleted here), and: */
export type UseFileResult = UseQueryResult<FileReference | null, DecartError> & {
  /** A mutation that deletes the file at Decart: `remove.mutate()`. */
  remove: UseMutationResult<void, DecartError, void>;
};

/**
 * The details of an uploaded file: its type, its size, when it expires. A TanStack query. A file that was uploaded in
 * this page is already cached.
 *
 * Errors: `FILES_GET_ERROR` (with `status` 404 if the file is gone), `FILES_DELETE_ERROR`, `UNAUTHORIZED`, and those of
 * the token. Throws `INVALID_OPTIONS`, in render, for an unknown option or an invalid value.
 *
 * @param fileId - the `id` of an upload (`file_…`); without one, nothing is requested
 *
 * @example
 * ```tsx
 * const { data, remove } = useFile(fileId);
 * return data && <button onClick={() => remove.mutate()}>Delete {data.filename}</button>;
 * ```
 */
export function useFile(fileId: string | null | undefined, options: UseFileOptions = {}): UseFileResult {
  checkOptions(options, 'useFile');
  const { enabled = true } = options;
  const { core, reportError } = useDecartContext();
  const queryClient = useDecartQueryClient();
  const id = fileId ?? '';
  const queryKey = decartKeys.file(id);
  async function load() {
    // Without an id it would apply to all files.
    if (id === '') throw new DecartError('INVALID_INPUT', 'There is no file id yet.');
    return loadApi(core);
  }

  const file = useQuery<FileReference | null, DecartError>(
    {
      queryKey,
      queryFn: async ({ signal }) => {
        const { client, readyToSend } = await load();
        await readyToSend(client, signal);
        return client.files.get(id);
      },
      enabled: enabled && id !== '',
      // The details of a file don't change; when it expires is known from the beginning.
      staleTime: Number.POSITIVE_INFINITY,
      retry: (failureCount, error) => error.retryable && failureCount < MAX_FAILURES,
      retryDelay,
    },
    queryClient,
  );
  useReportError(file.error);

  const mutationKey = decartKeys.removeFile(id);
  const { onError } = withAppDefaults<void, void, unknown>(queryClient, { mutationKey });
  const remove = useMutation<void, DecartError, void>(
    {
      mutationKey,
      mutationFn: async () => {
        await (await load()).client.files.delete(id);
        throwIfAborted(core.signal);
        // A request in flight would put the deleted file back.
        await queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, null);
      },
      onError: (error, ...rest) => {
        reportError(error);
        return onError?.(error, ...rest);
      },
    },
    queryClient,
  );

  const { reset } = remove;
  useResetOnSignOut(core, reset);

  return withRemove(file, remove);
}

/**
 * A copy would read every property, and so render at every change of any of them: TanStack tracks which ones are read.
 */
function withRemove(
  file: UseQueryResult<FileReference | null, DecartError>,
  remove: UseFileResult['remove'],
) {
  const read = (key: string) => ({ get: () => Reflect.get(file, key), enumerable: true, configurable: true });
  const properties = Object.fromEntries(Object.keys(file).map((key) => [key, read(key)]));
  const result: UseFileResult = Object.create(Object.prototype, {
    ...properties,
    remove: { value: remove, enumerable: true },
  });
  return result;
}
