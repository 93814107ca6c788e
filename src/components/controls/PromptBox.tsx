import { type ComponentPropsWithoutRef, forwardRef, type SubmitEvent, useState } from 'react';
import { isActive } from '../../realtime/machine';
import { classNames } from '../classNames';
import { Icon, sendIcon } from '../icons';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeState, useSessionContext } from '../session/sessionContext';
import { useErrorText, useLabel } from '../useLabel';
import { wasRefused } from './wasRefused';

/** A prompt to choose by a click. */
export type PromptPreset = string | { label: string; prompt: string };

export interface PromptBoxProps extends Omit<ComponentPropsWithoutRef<'form'>, 'defaultValue'>, AsChild {
  /** Prompts to choose by a click. */
  presets?: readonly PromptPreset[] | undefined;
  /** Whether Decart may rewrite the prompt. @defaultValue as the session was told */
  enhance?: boolean | undefined;
  /** What the field says at first. @defaultValue the session's `prompt` */
  defaultValue?: string | undefined;
}

function promptField(form: HTMLFormElement): HTMLInputElement | HTMLTextAreaElement | null {
  const field = form.elements.namedItem('prompt');
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
}

/**
 * Says how the picture is to look, and what became of the last wish: `data-state` is `idle`, `waiting` (for the start),
 * `pending`, `applied` or `rejected`. Fields of your own go in as children; the one named `prompt` counts.
 *
 * @example
 * ```tsx
 * <PromptBox presets={['oil painting', { label: 'Neon', prompt: 'neon city at night' }]} />
 * ```
 * @example With a field of your own
 * ```tsx
 * <PromptBox>
 *   <textarea name="prompt" aria-label="Prompt" />
 *   <button>Apply</button>
 * </PromptBox>
 * ```
 */
export const PromptBox = /* @__PURE__ */ named(
  'PromptBox',
  /* @__PURE__ */ forwardRef<HTMLFormElement, PromptBoxProps>(function PromptBox(
    { asChild, presets = [], enhance, defaultValue, className, onSubmit, children, ...props },
    ref,
  ) {
    const { session, initialPrompt } = useSessionContext();
    const promptStatus = useRealtimeState((state) => state.promptStatus);
    const promptError = useRealtimeState((state) => state.promptError);
    const isRunning = useRealtimeState((state) => isActive(state.status));
    /** The last prompt that was not refused, and whether it was asked for here. */
    const [asked, setAsked] = useState({ prompt: initialPrompt, isWish: false });
    const label = useLabel();
    const errorText = useErrorText();
    const state = asked.isWish && !isRunning ? 'waiting' : promptStatus;

    const apply = (prompt: string) => {
      if (prompt.trim() === '') return;
      const wish = { prompt, isWish: true };
      setAsked(wish);
      // What became of it is in `promptStatus`.
      session.setPrompt(prompt, enhance === undefined ? {} : { enhance }).catch((error: unknown) => {
        if (!wasRefused(session, error)) return;
        setAsked((current) => (current === wish ? { prompt: asked.prompt, isWish: false } : current));
      });
    };
    const feedback = {
      idle: '',
      waiting: label('promptWaiting', 'Used at the start'),
      pending: label('promptPending', 'Applying…'),
      applied: label('promptApplied', 'Applied'),
      rejected: label('promptRejected', 'Not applied. {message}', {
        message: promptError && errorText(promptError),
      }),
    }[state];

    const Form = asChild ? Slot : 'form';
    return (
      <Form
        data-state={state}
        {...props}
        ref={ref}
        className={classNames('decart-prompt', className)}
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          onSubmit?.(event);
          if (event.defaultPrevented) return;
          event.preventDefault();
          apply(promptField(event.currentTarget)?.value ?? '');
        }}
      >
        {fillIn(
          asChild,
          children,
          <>
            <input
              name="prompt"
              className="decart-field"
              defaultValue={defaultValue ?? initialPrompt}
              placeholder={label('promptPlaceholder', 'Describe a look…')}
              aria-label={label('prompt', 'Prompt')}
              autoComplete="off"
              enterKeyHint="send"
            />
            <button type="submit" className="decart-button" aria-label={label('applyPrompt', 'Apply prompt')}>
              <Icon path={sendIcon} />
            </button>
            <span role="status" className="decart-feedback">
              {feedback}
            </span>
            {presets.length > 0 && (
              <fieldset className="decart-presets" aria-label={label('presets', 'Looks')}>
                {presets.map((preset) => {
                  const { label: name, prompt } =
                    typeof preset === 'string' ? { label: preset, prompt: preset } : preset;
                  return (
                    <button
                      key={name}
                      type="button"
                      className="decart-chip"
                      aria-pressed={prompt === asked.prompt}
                      onClick={(event) => {
                        const field = event.currentTarget.form && promptField(event.currentTarget.form);
                        if (field) field.value = prompt;
                        apply(prompt);
                      }}
                    >
                      {name}
                    </button>
                  );
                })}
              </fieldset>
            )}
          </>,
        )}
      </Form>
    );
  }),
);
