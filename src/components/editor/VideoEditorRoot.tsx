import type { VideoModels } from '@decartai/sdk';
import { forwardRef, useEffect, useReducer, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { useIsOnline } from '../../query/useIsOnline';
import { useJob } from '../../query/useJob';
import { useQueue } from '../../query/useQueue';
import type { QueueVariables } from '../../requests/variables';
import { invokeCallback } from '../../store/invokeCallback';
import { withDisplayName } from '../part/withDisplayName';
import { EditorBox, type EditorOptions } from './EditorBox';
import { useEditorFields } from './useEditorFields';
import { VIDEO_EDITOR_IDLE, videoEditorState } from './videoEditorState';

export interface VideoEditorRootProps extends EditorOptions {
  /** A video model's name. @defaultValue 'lucy-2.5' */
  model?: VideoModels | undefined;
  /** A job to resume, for example after a reload. Another edit replaces it. */
  jobId?: string | null | undefined;
  /** Called with a job's id as soon as it is known, and with `null` when the job is cancelled: store it for `jobId`. */
  onJobChange?: ((jobId: string | null) => void) | undefined;
  /** How often to poll the job, in ms. @defaultValue 1500 */
  pollInterval?: number | undefined;
  /** Further inputs of the model, such as `seed` or `resolution`. */
  variables?: Omit<QueueVariables, 'prompt' | 'data' | 'reference_image'> | undefined;
}

/**
 * The state of a video editor, and the element around its parts. `data-state` is `idle`, `pending`, `success` or `error`.
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
export const VideoEditorRoot = /* @__PURE__ */ withDisplayName(
  'VideoEditorRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, VideoEditorRootProps>(function VideoEditorRoot(props, ref) {
    const { model = 'lucy-2.5', jobId, onJobChange, pollInterval, variables, ...others } = props;
    const { onResult, onError, prompt, defaultPrompt, onPromptChange, ...rest } = others;
    const { onFileChange, onReferenceImageChange, check, ...box } = rest;
    const [{ ignoredJobs, edited }, dispatch] = useReducer(videoEditorState, VIDEO_EDITOR_IDLE);
    const clip = useQueue(model, {
      check: check ?? true,
      pollInterval,
      // The editor shows the error itself.
      throwOnError: false,
      onJob(id) {
        dispatch({ type: 'ignore', jobId: id });
        onJobChange?.(id);
      },
      onSuccess(video) {
        dispatch({ type: 'edited', video, model });
        invokeCallback(onResult, video);
      },
      onError(problem) {
        if (problem.code !== 'ABORTED') invokeCallback(onError, problem);
      },
    });
    const isResumed = Boolean(jobId) && !ignoredJobs.has(jobId ?? '') && !clip.isPending;
    const resumed = useJob(isResumed ? jobId : null, { pollInterval, throwOnError: false });
    const [reported] = useState(() => new WeakSet<Blob | DecartError>());
    const { data, error } = resumed;
    useEffect(() => {
      const outcome = data ?? error;
      if (!outcome || reported.has(outcome)) return;
      reported.add(outcome);
      if (data) invokeCallback(onResult, data);
      else if (error) invokeCallback(onError, error);
    }, [data, error, reported, onResult, onError]);

    const isOnline = useIsOnline();
    const { mutate, isPending } = clip;
    function cancel() {
      clip.cancel();
      dispatch({ type: 'ignore', jobId });
      onJobChange?.(null);
    }
    const { labels } = box;
    const texts = { prompt, defaultPrompt, onPromptChange, labels };
    const options = { ...texts, onFileChange, onReferenceImageChange, check };
    const fields = useEditorFields(model, options, () => {
      dispatch({ type: 'cleared' });
      if (isPending) return cancel();
      clip.reset();
      dispatch({ type: 'ignore', jobId });
    });

    function submit() {
      const { file, referenceImage, promptRule, canSubmit } = fields;
      if (!file || !canSubmit) return;
      if (resumed.data) dispatch({ type: 'edited', video: resumed.data, model });
      dispatch({ type: 'ignore', jobId });
      // Restyling takes an image or a prompt; with an image, no options that concern the prompt.
      const { enhance_prompt, ...others } = variables ?? {};
      const words = { prompt: fields.prompt, ...(enhance_prompt !== undefined && { enhance_prompt }) };
      const image = referenceImage && { reference_image: referenceImage };
      if (promptRule === 'none' && image) mutate({ ...others, data: file, ...image });
      else mutate({ ...others, ...words, data: file, ...image });
    }

    const shown = isResumed ? resumed : clip;
    const video = resumed.data ?? edited[model] ?? null;
    return (
      <EditorBox
        component="VideoEditorRoot"
        {...box}
        ref={ref}
        labels={labels}
        elapsedMs={shown.elapsedMs}
        editor={{
          ...fields,
          kind: 'video',
          model,
          submit,
          cancel,
          isPending: shown.isPending,
          isPaused: shown.isPending && !isOnline,
          jobStatus: shown.jobStatus,
          error: shown.error,
          result: video,
          resultUrl: useObjectUrl(video),
        }}
      />
    );
  }),
);
