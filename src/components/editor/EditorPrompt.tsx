import { forwardRef, useId } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useEditorOf } from './editor';

export interface EditorPromptProps extends Omit<PartProps<'textarea'>, 'value' | 'defaultValue'> {
  /** Includes its own `<label>`. Set it to `false` if your field has one. @defaultValue true; with `asChild`, false */
  withLabel?: boolean | undefined;
}

/**
 * The prompt. Ctrl+Enter or ⌘+Enter in it submits. Renders nothing if the model takes no prompt.
 *
 * @example
 * ```tsx
 * <EditorPrompt placeholder="oil painting" />
 * ```
 */
export const EditorPrompt = /* @__PURE__ */ withDisplayName(
  'EditorPrompt',
  /* @__PURE__ */ forwardRef<HTMLTextAreaElement, EditorPromptProps>(function EditorPrompt(
    { withLabel, ...props },
    ref,
  ) {
    const { prompt, setPrompt, promptRule, isPending, submit } = useEditorOf('EditorPrompt');
    const label = useLabel();
    const ownId = useId();
    const id = props.id ?? ownId;
    if (promptRule === 'none') return null;
    const name = label('editorPrompt', en.editorPrompt);
    const hasLabel = withLabel ?? !props.asChild;
    const field = (
      <Part
        as="textarea"
        component="EditorPrompt"
        look="decart-prompt-text"
        own={{
          id,
          rows: 2,
          required: promptRule === 'required',
          readOnly: isPending,
          'aria-label': hasLabel ? undefined : name,
          value: prompt,
          onChange: (event) => setPrompt(event.currentTarget.value),
          onKeyDown(event) {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            submit();
          },
        }}
        {...props}
        ref={ref}
      />
    );
    if (!hasLabel) return field;
    return (
      <Part as="div" component="EditorPrompt" look="decart-editor-prompt" unstyled={props.unstyled}>
        <label htmlFor={id}>{name}</label>
        {field}
      </Part>
    );
  }),
);
