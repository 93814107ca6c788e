import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import type { DecartError } from '../../errors/DecartError';
import type { InputCheck } from '../../requests/checks';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, Slot } from '../Slot';
import { type Editor, EditorContext } from './editor';
import { type MediaLabels, MediaLabelsContext } from './mediaLabels';

/** What both editors take. */
export interface EditorOptions
  extends Omit<ComponentPropsWithoutRef<'form'>, 'onError' | 'onSubmit'>,
    AsChild {
  /** What the prompt says at first. @defaultValue '' */
  defaultPrompt?: string | undefined;
  /** Looks at the files before they are taken. @defaultValue true */
  check?: InputCheck | undefined;
  /** Told of every result. */
  onResult?: ((result: Blob) => void) | undefined;
  /** Told of every error; it is shown, too. */
  onError?: ((error: DecartError) => void) | undefined;
  /** The texts of the parts, for translation. */
  labels?: MediaLabels | undefined;
}

interface EditorFormProps extends ComponentPropsWithoutRef<'form'>, AsChild {
  editor: Editor;
  labels: MediaLabels | undefined;
}

const NO_LABELS: MediaLabels = {};

function stateOf({ isPending, error, result }: Editor): 'pending' | 'error' | 'success' | 'idle' {
  if (isPending) return 'pending';
  if (error) return 'error';
  return result ? 'success' : 'idle';
}

/** The element around the parts of an editor. */
export const EditorForm = /* @__PURE__ */ named(
  'EditorForm',
  /* @__PURE__ */ forwardRef<HTMLFormElement, EditorFormProps>(function EditorForm(
    { asChild, editor, labels = NO_LABELS, className, ...props },
    ref,
  ) {
    const Form = asChild ? Slot : 'form';
    return (
      <MediaLabelsContext.Provider value={labels}>
        <EditorContext.Provider value={editor}>
          <Form
            data-kind={editor.kind}
            data-state={stateOf(editor)}
            aria-busy={editor.isPending}
            {...props}
            ref={ref}
            className={classNames('decart-editor', className)}
            onSubmit={(event) => {
              event.preventDefault();
              editor.submit();
            }}
          />
        </EditorContext.Provider>
      </MediaLabelsContext.Provider>
    );
  }),
);
