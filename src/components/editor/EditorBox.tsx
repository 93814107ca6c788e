import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import type { Labels } from '../../labels/labels';
import { LabelsProvider } from '../../provider/labels';
import type { InputCheck } from '../../requests/checks';
import { Part, type PartProps } from '../part/Part';
import { useStable } from '../part/useStable';
import { withDisplayName } from '../part/withDisplayName';
import { type Editor, EditorContext, EditorElapsedContext, EditorElementContext } from './editor';

/** The props of both editors. */
export interface EditorOptions extends Omit<PartProps<'div'>, 'onError' | 'onSubmit'> {
  /** The prompt, if your app controls it. */
  prompt?: string | undefined;
  /** The initial prompt. @defaultValue '' */
  defaultPrompt?: string | undefined;
  /** Called when the prompt changes. */
  onPromptChange?: ((prompt: string) => void) | undefined;
  /** Called with a file that was chosen, dropped or pasted. */
  onFileChange?: ((file: File | null) => void) | undefined;
  /** Called with a reference image that was chosen, and with `null` when it is removed. */
  onReferenceImageChange?: ((file: File | null) => void) | undefined;
  /** Checks files before they are accepted. @defaultValue true */
  check?: InputCheck | undefined;
  /** Called with every result. */
  onResult?: ((result: Blob) => void) | undefined;
  /** Called with every error; visitors see a sentence as well. */
  onError?: ((error: DecartError) => void) | undefined;
  /** The texts of the parts. @defaultValue the provider's labels, else English */
  labels?: Labels | undefined;
}

interface EditorBoxProps extends PartProps<'div'> {
  component: string;
  editor: Editor;
  elapsedMs: number | null;
  labels: Labels | undefined;
}

function stateOf({ isPending, error, result }: Editor): 'pending' | 'error' | 'success' | 'idle' {
  if (isPending) return 'pending';
  if (error) return 'error';
  return result ? 'success' : 'idle';
}

/** The element around the parts of an editor. It isn't a form, so it can be used inside one. */
export const EditorBox = /* @__PURE__ */ withDisplayName(
  'EditorBox',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorBoxProps>(function EditorBox(
    { editor, elapsedMs, labels, ...props },
    ref,
  ) {
    const stable = useStable(editor);
    const [element, setElement] = useState<HTMLElement | null>(null);
    const box = useComposedRefs(ref, setElement);
    return (
      <LabelsProvider labels={labels}>
        <EditorContext.Provider value={stable}>
          <EditorElapsedContext.Provider value={elapsedMs}>
            <EditorElementContext.Provider value={element}>
              <Part
                as="div"
                look="decart-editor"
                own={{
                  'data-kind': editor.kind,
                  'data-state': stateOf(editor),
                  'aria-busy': editor.isPending,
                }}
                {...props}
                ref={box}
              />
            </EditorElementContext.Provider>
          </EditorElapsedContext.Provider>
        </EditorContext.Provider>
      </LabelsProvider>
    );
  }),
);
