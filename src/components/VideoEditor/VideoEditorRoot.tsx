import type { VideoModels } from '@decartai/sdk';
import { forwardRef, useState } from 'react';
import { useJob } from '../../query/useJob';
import { useObjectUrl } from '../../query/useObjectUrl';
import { useQueue } from '../../query/useQueue';
import { EditorForm, type EditorOptions } from '../media/EditorForm';
import { useEditorFields } from '../media/useEditorFields';

export interface VideoEditorRootProps extends EditorOptions {
  /** A video model's name. @defaultValue 'lucy-2.5' */
  model?: VideoModels | undefined;
  /** A job to be picked up, after a reload for example. Another edit takes its place. */
  jobId?: string | null | undefined;
  /** Told of a job's id as soon as it is known, and of `null` when the job is cancelled: keep it for `jobId`. */
  onJobChange?: ((jobId: string | null) => void) | undefined;
  /** How often to look at the job, in ms. @defaultValue 1500 */
  pollInterval?: number | undefined;
}

/**
 * The state of a video editor, and the `<form>` around its parts. `data-state` is `idle`, `pending`, `success` or `error`.
 *
 * @example
 * ```tsx
 * <VideoEditorRoot defaultPrompt="as a watercolor">
 *   <EditorSource />
 *   <EditorSubmit />
 *   <EditorStatus />
 *   <EditorResult />
 * </VideoEditorRoot>
 * ```
 */
export const VideoEditorRoot = /* @__PURE__ */ forwardRef<HTMLFormElement, VideoEditorRootProps>(
  function VideoEditorRoot(
    {
      model = 'lucy-2.5',
      defaultPrompt = '',
      check = true,
      jobId,
      pollInterval,
      onJobChange,
      onResult,
      onError,
      labels,
      ...props
    },
    ref,
  ) {
    const [result, setResult] = useState<Blob | null>(null);
    /** The job that was handed in, once something else has taken its place. */
    const [dismissed, setDismissed] = useState<string | null>(null);
    const clip = useQueue(model, {
      check,
      pollInterval,
      onJob: onJobChange,
      onSuccess(video) {
        setResult(video);
        onResult?.(video);
      },
      onError(problem) {
        if (problem.code !== 'ABORTED') onError?.(problem);
      },
    });
    const resumedId = jobId !== dismissed && jobId !== clip.jobId && clip.isIdle ? (jobId ?? null) : null;
    const resumed = useJob(resumedId, { pollInterval });

    const { mutate, cancel, reset } = clip;
    const fields = useEditorFields(model, defaultPrompt, check, () => {
      setResult(null);
      setDismissed(jobId ?? null);
      reset();
    });

    const { file, reference, prompt, promptRule, canSubmit } = fields;
    function submit() {
      if (!file || !canSubmit) return;
      if (resumed.data) setResult(resumed.data);
      setDismissed(jobId ?? null);
      if (promptRule === 'none' && reference) mutate({ data: file, reference_image: reference });
      else mutate({ prompt, data: file, ...(reference && { reference_image: reference }) });
    }

    const shown = resumedId ? resumed : clip;
    const video = resumed.data ?? result;
    return (
      <EditorForm
        {...props}
        ref={ref}
        labels={labels}
        editor={{
          ...fields,
          kind: 'video',
          model,
          submit,
          cancel() {
            cancel();
            setDismissed(jobId ?? null);
            onJobChange?.(null);
          },
          isPending: shown.isPending,
          jobStatus: shown.jobStatus,
          elapsedMs: shown.elapsedMs,
          error: shown.error,
          result: video,
          resultUrl: useObjectUrl(video),
        }}
      />
    );
  },
);
