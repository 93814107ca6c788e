import { type ComponentPropsWithoutRef, forwardRef, useId } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, Slot } from '../Slot';
import { useEditor } from './editor';
import { useMediaLabel } from './mediaLabels';

export type EditorPromptProps = Omit<ComponentPropsWithoutRef<'textarea'>, 'value' | 'defaultValue'> &
  AsChild;

/**
 * The prompt. Ctrl+Enter or ⌘+Enter in it submits. Nothing where the model takes none.
 *
 * @example
 * ```tsx
 * <EditorPrompt placeholder="oil painting" />
 * ```
 */
export const EditorPrompt = /* @__PURE__ */ named(
  'EditorPrompt',
  /* @__PURE__ */ forwardRef<HTMLTextAreaElement, EditorPromptProps>(function EditorPrompt(
    { asChild, className, onChange, onKeyDown, ...props },
    ref,
  ) {
    const { prompt, setPrompt, promptRule, isPending } = useEditor();
    const label = useMediaLabel();
    const id = useId();
    if (promptRule === 'none') return null;
    const Field = asChild ? Slot : 'textarea';
    return (
      <div className="decart-editor-prompt">
        <label htmlFor={props.id ?? id}>{label('prompt')}</label>
        <Field
          id={id}
          rows={2}
          required={promptRule === 'required'}
          readOnly={isPending}
          {...props}
          ref={ref}
          className={classNames('decart-prompt-text', className)}
          value={prompt}
          onChange={(event) => {
            onChange?.(event);
            if (!event.defaultPrevented) setPrompt(event.target.value);
          }}
          onKeyDown={(event) => {
            onKeyDown?.(event);
            if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </div>
    );
  }),
);
