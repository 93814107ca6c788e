import type { FileReference } from '@decartai/sdk';
import { throwIfAborted } from '../errors/abortable';
import type { Call } from '../requests/calls';
import { loadApi } from '../requests/loadApi';
import type { MediaFileInput } from '../requests/variables';
import { decartKeys } from './queryKeys';
import { type CallOptions, type CallResult, useCalls } from './useCalls';
import { useDecartQueryClient } from './useDecartQueryClient';

/** What to upload, and for how long. */
export type UploadVariables =
  | MediaFileInput
  | {
      file: MediaFileInput;
      /**
       * How long Decart keeps it, in seconds (60 to 2,592,000, which is 30 days), or `'persistent'`.
       * @defaultValue Decart's own: 24 hours, according to its SDK 0.1.20
       */
      ttlSeconds?: number | 'persistent' | undefined;
    };

/** The options of `useMutation`. */
export type UseFileUploadOptions<TOnMutateResult = unknown> = CallOptions<
  FileReference,
  UploadVariables,
  TOnMutateResult
>;

/** What `useMutation` returns, and `cancel`. */
export type UseFileUploadResult<TOnMutateResult = unknown> = CallResult<
  FileReference,
  UploadVariables,
  TOnMutateResult
>;

const endsWithHook = (call: Call) => !call.sent;

/**
 * Uploads a file once, for repeated use: pass its `id` as the `image` of a live stream. (Image and video models take
 * files, not ids.) A TanStack mutation.
 *
 * Errors: `INVALID_INPUT`, `UNAUTHORIZED`, `RATE_LIMITED`, `FILES_UPLOAD_ERROR`, `ABORTED` by `cancel()`, and those of the
 * token.
 *
 * @example
 * ```tsx
 * const upload = useFileUpload();
 * const { videoRef } = useRealtimeStream({ model: 'lucy-2.5', image: upload.data?.id });
 * <input type="file" onChange={({ target }) => target.files?.[0] && upload.mutate(target.files[0])} />
 * ```
 */
export function useFileUpload<TOnMutateResult = unknown>(
  options: UseFileUploadOptions<TOnMutateResult> = {},
): UseFileUploadResult<TOnMutateResult> {
  const queryClient = useDecartQueryClient();
  const { result } = useCalls<FileReference, UploadVariables, TOnMutateResult>(
    queryClient,
    decartKeys.upload(),
    async (core, variables, call) => {
      const { client, uploadFile } = await loadApi(core);
      const { file, ttlSeconds } = isWithOptions(variables) ? variables : { file: variables };
      const reference = await uploadFile(client, file, ttlSeconds, call);
      throwIfAborted(call.signal);
      queryClient.setQueryData(decartKeys.file(reference.id), reference);
      return reference;
    },
    endsWithHook,
    options,
  );
  return result;
}

function isWithOptions(variables: UploadVariables): variables is Exclude<UploadVariables, MediaFileInput> {
  // If the user cancels a file dialog, there is no file, whatever its type says.
  return typeof variables === 'object' && variables !== null && 'file' in variables;
}
