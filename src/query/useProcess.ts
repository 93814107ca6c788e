import type { ImageModels } from '@decartai/sdk';
import { useObjectUrl } from '../hooks/useObjectUrl';
import type { Call } from '../requests/calls';
import type { InputCheck } from '../requests/checks';
import { loadApi } from '../requests/loadApi';
import type { ImageModel, ProcessVariables } from '../requests/variables';
import { decartKeys } from './queryKeys';
import { type CallOptions, type CallResult, useCalls } from './useCalls';
import { useDecartQueryClient } from './useDecartQueryClient';

/** The options of `useMutation` (`onSuccess`, `retry`, `scope` …), and: */
export interface UseProcessOptions<M extends ImageModels = ImageModels, TOnMutateResult = unknown>
  extends CallOptions<Blob, ProcessVariables<M>, TOnMutateResult> {
  /**
   * Checks the files before they are sent. `false` sends them unchecked; a function replaces `checkMedia`, and returns a
   * sentence for each file that it refuses.
   * @defaultValue true
   */
  check?: InputCheck | undefined;
}

/** The result of `useMutation`, and: */
export type UseProcessResult<M extends ImageModels = ImageModels, TOnMutateResult = unknown> = CallResult<
  Blob,
  ProcessVariables<M>,
  TOnMutateResult
> & {
  /** An object URL of the edited image, created and revoked by the hook. `undefined` while there is none. */
  url: string | undefined;
};

const endsWithHook = (call: Call) => !call.sent;

/**
 * Edits images: a TanStack mutation whose variables are the model's inputs.
 *
 * Nothing is sent twice: a second `mutate` with the same variables, while the first call runs, joins it; and nothing is
 * retried unless you set `retry`. When the component is unmounted, a request that was sent continues and `onSuccess` is
 * called, as in TanStack Query; one that was not yet sent is cancelled.
 *
 * Errors: `INVALID_INPUT` (before anything is sent, or for a 422), `UNAUTHORIZED`, `MODEL_NOT_ALLOWED`, `MODEL_NOT_FOUND`,
 * `NOT_ALLOWED` (the proxy refuses the user), `RATE_LIMITED`, `PROCESSING_ERROR` (with `status` 402 if the proxy asks for
 * a payment), `ABORTED` by `cancel()`, and those of the token.
 *
 * @param model - an image model's name, or its definition from the SDK's `models.image()`
 *
 * @example
 * ```tsx
 * const { mutate, isPending, url, error } = useProcess('lucy-image-2');
 * const problem = useErrorText(error);
 * return (
 *   <>
 *     <button disabled={isPending} onClick={() => mutate({ prompt: 'oil painting', data: file })}>Edit</button>
 *     <p role="alert">{problem}</p>
 *     {url && <img src={url} alt="The edited picture" />}
 *   </>
 * );
 * ```
 */
export function useProcess<M extends ImageModels, TOnMutateResult = unknown>(
  model: M | ImageModel<M>,
  { check, ...options }: UseProcessOptions<M, TOnMutateResult> = {},
): UseProcessResult<M, TOnMutateResult> {
  const queryClient = useDecartQueryClient();
  const key = decartKeys.process(typeof model === 'string' ? model : model.name);
  const { result } = useCalls<Blob, ProcessVariables<M>, TOnMutateResult>(
    queryClient,
    key,
    async (core, variables, call) => {
      const { client, processImage } = await loadApi(core);
      return processImage(client, model, variables, check, call);
    },
    endsWithHook,
    options,
  );
  const url = useObjectUrl(result.data);
  return { ...result, url };
}
