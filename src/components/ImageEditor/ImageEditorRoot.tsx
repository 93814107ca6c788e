import type { ImageModels } from '@decartai/sdk';
import { forwardRef, useState } from 'react';
import { useObjectUrl } from '../../hooks/useObjectUrl';
import { useIsOnline } from '../../query/useIsOnline';
import { useProcess } from '../../query/useProcess';
import { invokeCallback } from '../../store/invokeCallback';
import { EditorForm, type EditorOptions } from '../media/EditorForm';
import { useEditorFields } from '../media/useEditorFields';
import { named } from '../named';

export interface ImageEditorRootProps extends EditorOptions {
  /** An image model's name. @defaultValue 'lucy-image-2' */
  model?: ImageModels | undefined;
}

/**
 * The state of an image editor, and the `<form>` around its parts. `data-state` is `idle`, `pending`, `success` or `error`.
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
export const ImageEditorRoot = /* @__PURE__ */ named(
  'ImageEditorRoot',
  /* @__PURE__ */ forwardRef<HTMLFormElement, ImageEditorRootProps>(function ImageEditorRoot(
    { model = 'lucy-image-2', defaultPrompt = '', check = true, onResult, onError, labels, ...props },
    ref,
  ) {
    const [edited, setEdited] = useState<{ image: Blob; model: ImageModels } | null>(null);
    const { mutate, cancel, isPending, error } = useProcess(model, {
      check,
      // It is shown here.
      throwOnError: false,
      onSuccess(image) {
        setEdited({ image, model });
        invokeCallback(onResult, image);
      },
      onError(problem) {
        if (problem.code !== 'ABORTED') invokeCallback(onError, problem);
      },
    });
    const isOnline = useIsOnline();
    const fields = useEditorFields(model, defaultPrompt, check, () => {
      setEdited(null);
      cancel();
    });
    // What another model was asked for may still come.
    const result = edited?.model === model ? edited.image : null;
    const resultUrl = useObjectUrl(result);

    const { file, reference, prompt, canSubmit } = fields;
    function submit() {
      if (!file || !canSubmit) return;
      mutate({ prompt, data: file, ...(reference && { reference_image: reference }) });
    }

    return (
      <EditorForm
        {...props}
        ref={ref}
        labels={labels}
        editor={{
          ...fields,
          kind: 'image',
          model,
          submit,
          cancel,
          isPending,
          isPaused: isPending && !isOnline,
          jobStatus: null,
          elapsedMs: null,
          error,
          result,
          resultUrl,
        }}
      />
    );
  }),
);
