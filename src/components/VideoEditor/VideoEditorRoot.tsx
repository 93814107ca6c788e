import type { VideoModels } from '@decartai/sdk';
import { forwardRef, useEffect, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { useIsOnline } from '../../query/useIsOnline';
import { useJob } from '../../query/useJob';
import { useQueue } from '../../query/useQueue';
import { invokeCallback } from '../../store/invokeCallback';
import { EditorForm, type EditorOptions } from '../media/EditorForm';
import { useEditorFields } from '../media/useEditorFields';
import { named } from '../named';

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
export const VideoEditorRoot = /* @__PURE__ */ named(
  'VideoEditorRoot',
  /* @__PURE__ */ forwardRef<HTMLFormElement, VideoEditorRootProps>(function VideoEditorRoot(
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
    const [edited, setEdited] = useState<{ video: Blob; model: VideoModels } | null>(null);
    /** The job that was submitted here: it is not picked up when it is handed back. */
    const [submitted, setSubmitted] = useState<string | null>(null);
    /** The job that was handed in, once something else has taken its place. */
    const [dismissed, setDismissed] = useState<string | null>(null);
    const clip = useQueue(model, {
      check,
      pollInterval,
      // It is shown here.
      throwOnError: false,
      onJob(id) {
        setSubmitted(id);
        onJobChange?.(id);
      },
      onSuccess(video) {
        setEdited({ video, model });
        invokeCallback(onResult, video);
      },
      onError(problem) {
        if (problem.code !== 'ABORTED') invokeCallback(onError, problem);
      },
    });
    const resumedId = jobId !== dismissed && jobId !== submitted && !clip.isPending ? (jobId ?? null) : null;
    const resumed = useJob(resumedId, { pollInterval, throwOnError: false });
    const [told] = useState(() => new WeakSet<Blob | DecartError>());
    useEffect(() => {
      const { data, error } = resumed;
      const outcome = data ?? error;
      if (!outcome || told.has(outcome)) return;
      told.add(outcome);
      if (data) invokeCallback(onResult, data);
      else if (error) invokeCallback(onError, error);
    });

    const { mutate, isPending } = clip;
    function cancel() {
      clip.cancel();
      setDismissed(jobId ?? null);
      onJobChange?.(null);
    }
    const isOnline = useIsOnline();
    const fields = useEditorFields(model, defaultPrompt, check, () => {
      setEdited(null);
      if (isPending) return cancel();
      clip.reset();
      setDismissed(jobId ?? null);
    });

    const { file, reference, prompt, promptRule, canSubmit } = fields;
    function submit() {
      if (!file || !canSubmit) return;
      if (resumed.data) setEdited({ video: resumed.data, model });
      setDismissed(jobId ?? null);
      if (promptRule === 'none' && reference) mutate({ data: file, reference_image: reference });
      else mutate({ prompt, data: file, ...(reference && { reference_image: reference }) });
    }

    const shown = resumedId ? resumed : clip;
    // What another model was asked for may still come.
    const video = resumed.data ?? (edited?.model === model ? edited.video : null);
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
          cancel,
          isPending: shown.isPending,
          isPaused: shown.isPending && !isOnline,
          jobStatus: shown.jobStatus,
          elapsedMs: shown.elapsedMs,
          error: shown.error,
          result: video,
          resultUrl: useObjectUrl(video),
        }}
      />
    );
  }),
);
