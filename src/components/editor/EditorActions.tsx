import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { singlePressHandlers } from '../part/singlePressHandlers';
import { withDisplayName } from '../part/withDisplayName';
import { useEditorOf, useLeaveResult } from './editor';
import { fileNameFor } from './fileName';

export type EditorSubmitProps = PartProps<'button'>;

/**
 * The main action: Edit, and Cancel while an edit is running. It is always the same element, so the focus stays on it.
 * `data-action` is `submit` or `cancel`.
 *
 * @example
 * ```tsx
 * <EditorSubmit />
 * ```
 */
export const EditorSubmit = /* @__PURE__ */ withDisplayName(
  'EditorSubmit',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, EditorSubmitProps>(function EditorSubmit(props, ref) {
    const { isPending, canSubmit, submit, cancel } = useEditorOf('EditorSubmit');
    const label = useLabel();
    return (
      <Part
        as="button"
        component="EditorSubmit"
        look="decart-action"
        own={{
          type: 'button',
          // Not `disabled`: the focus may be on it.
          'aria-disabled': isPending || canSubmit ? undefined : true,
          'data-action': isPending ? 'cancel' : 'submit',
          ...singlePressHandlers(isPending ? cancel : submit),
        }}
        inner={isPending ? label('editorCancel', en.editorCancel) : label('editorSubmit', en.editorSubmit)}
        {...props}
        ref={ref}
      />
    );
  }),
);

export type EditorDownloadProps = Omit<PartProps<'a'>, 'href'>;

/**
 * A link that saves the result. Renders nothing while there is none.
 *
 * @example
 * ```tsx
 * <EditorDownload download="painting.png" />
 * ```
 */
export const EditorDownload = /* @__PURE__ */ withDisplayName(
  'EditorDownload',
  /* @__PURE__ */ forwardRef<HTMLAnchorElement, EditorDownloadProps>(function EditorDownload(props, ref) {
    const { result, resultUrl, file, kind } = useEditorOf('EditorDownload');
    const link = useComposedRefs(ref, useLeaveResult());
    const label = useLabel();
    if (!result || !resultUrl) return null;
    return (
      <Part
        as="a"
        component="EditorDownload"
        look="decart-secondary"
        own={{ href: resultUrl, download: fileNameFor(result, file?.name ?? kind) }}
        inner={label('editorDownload', en.editorDownload)}
        {...props}
        ref={link}
      />
    );
  }),
);
