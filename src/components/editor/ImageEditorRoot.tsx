import type { ImageModels } from '@decartai/sdk';
import { forwardRef, useState } from 'react';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { useIsOnline } from '../../query/useIsOnline';
import { useProcess } from '../../query/useProcess';
import type { ProcessVariables } from '../../requests/variables';
import { invokeCallback } from '../../store/invokeCallback';
import { withDisplayName } from '../part/withDisplayName';
import { EditorBox, type EditorOptions } from './EditorBox';
import { useEditorFields } from './useEditorFields';

export interface ImageEditorRootProps extends EditorOptions {
  /** An image model's name. @defaultValue 'lucy-image-2' */
  model?: ImageModels | undefined;
  /** Further inputs of the model, such as `seed` or `resolution`. */
  variables?: Omit<ProcessVariables, 'prompt' | 'data' | 'reference_image'> | undefined;
}

/**
 * The state of an image editor, and the element around its parts. `data-state` is `idle`, `pending`, `success` or `error`.
 *
 * @example
 * ```tsx
 * <ImageEditorRoot defaultPrompt="oil painting">
 *   <EditorSource />
 *   <EditorSubmit />
 *   <EditorStatus />
 *   <EditorResult />
 * </ImageEditorRoot>
 * ```
 */
export const ImageEditorRoot = /* @__PURE__ */ withDisplayName(
  'ImageEditorRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ImageEditorRootProps>(function ImageEditorRoot(props, ref) {
    const { model = 'lucy-image-2', variables, onResult, onError, ...others } = props;
    const { prompt, defaultPrompt, onPromptChange, onFileChange, onReferenceImageChange, check, ...box } =
      others;
    // The result of a previous model may arrive later than that of the current one.
    const [edited, setEdited] = useState<Readonly<Partial<Record<ImageModels, Blob>>>>({});
    const { mutate, cancel, isPending, error } = useProcess(model, {
      check: check ?? true,
      // The editor shows the error itself.
      throwOnError: false,
      onSuccess(image) {
        setEdited((others) => ({ ...others, [model]: image }));
        invokeCallback(onResult, image);
      },
      onError(problem) {
        if (problem.code !== 'ABORTED') invokeCallback(onError, problem);
      },
    });
    const isOnline = useIsOnline();
    const { labels } = box;
    const texts = { prompt, defaultPrompt, onPromptChange, labels };
    const options = { ...texts, onFileChange, onReferenceImageChange, check };
    const fields = useEditorFields(model, options, () => {
      setEdited({});
      cancel();
    });
    const result = edited[model] ?? null;
    const resultUrl = useObjectUrl(result);

    function submit() {
      const { file, referenceImage, canSubmit } = fields;
      if (!file || !canSubmit) return;
      mutate({
        ...variables,
        prompt: fields.prompt,
        data: file,
        ...(referenceImage && { reference_image: referenceImage }),
      });
    }

    return (
      <EditorBox
        component="ImageEditorRoot"
        {...box}
        ref={ref}
        labels={labels}
        elapsedMs={null}
        editor={{
          ...fields,
          kind: 'image',
          model,
          submit,
          cancel,
          isPending,
          isPaused: isPending && !isOnline,
          jobStatus: null,
          error,
          result,
          resultUrl,
        }}
      />
    );
  }),
);
