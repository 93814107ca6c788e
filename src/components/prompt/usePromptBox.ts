import { type KeyboardEvent, useContext, useState } from 'react';
import { asDecartError } from '../../errors/asDecartError';
import type { DecartError } from '../../errors/DecartError';
import { SessionContext, useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { isActive } from '../../realtime/machine';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import { isRejection } from '../controls/isRejection';
import type { OwnProps } from '../part/Part';
import { useControlled } from '../part/useControlled';
import { useErrorText } from '../text/useErrorText';

/** A prompt that users choose with a click. */
export type PromptPreset = string | { label: string; prompt: string };

/** Options for {@link usePromptBox}. */
export interface PromptBoxOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** Prompts that users choose with a click. */
  presets?: readonly PromptPreset[] | undefined;
  /** Whether Decart may rewrite the prompt. @defaultValue the session's setting */
  enhance?: boolean | undefined;
  /** The text of the field, if your app controls it. */
  value?: string | undefined;
  /** The initial text of the field. @defaultValue the session's `prompt` */
  defaultValue?: string | undefined;
  /** Called when the text of the field changes. */
  onValueChange?: ((value: string) => void) | undefined;
  /** Called with a prompt that was submitted, from the field or a preset. */
  onApply?: ((prompt: string) => void) | undefined;
  /** Called with a prompt that the service has applied. */
  onApplied?: ((prompt: string) => void) | undefined;
}

/** One of the prompts to choose. */
export interface PresetChoice {
  label: string;
  prompt: string;
  /** Whether it is the prompt that was submitted last. */
  isCurrent: boolean;
  /** Asks for it. */
  apply: () => void;
}

/** What {@link usePromptBox} returns. */
export interface PromptBoxResult {
  /** The text of the field. */
  value: string;
  setValue: (value: string) => void;
  /** Asks for a prompt. @defaultValue the text of the field */
  apply: (prompt?: string) => void;
  /** `waiting`: it is applied when the session starts. */
  status: 'idle' | 'waiting' | 'pending' | 'applied' | 'rejected';
  /** The status in words; empty in status `idle`. */
  message: string;
  /** Why the last prompt was rejected. */
  error: DecartError | null;
  presets: readonly PresetChoice[];
  /** For an `<input>`: Enter applies. */
  inputProps: OwnProps<'input'> & { value: string };
  /** For the `<button>` that applies. */
  submitProps: OwnProps<'button'>;
}

/** Whether Enter ends a composition, as when typing Japanese. In Safari, only this key code says so. */
const isComposing = ({ keyCode, nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || keyCode === 229;

const all = (state: RealtimeSnapshot) => state;

/**
 * A prompt for the session: its text, what happened to it, and presets.
 *
 * @example
 * ```tsx
 * function Prompt() {
 *   const { inputProps, submitProps, message } = usePromptBox();
 *   return (
 *     <p>
 *       <input {...inputProps} /> <button {...submitProps}>Apply</button> <span role="status">{message}</span>
 *     </p>
 *   );
 * }
 * ```
 */
export function usePromptBox(options: PromptBoxOptions = {}): PromptBoxResult {
  const { presets = [], enhance, onApply, onApplied } = options;
  const session = useSession(options.session, 'PromptBox');
  const wanted = useContext(SessionContext)?.prompt;
  const state = usePicked(session, all, IDLE_SNAPSHOT);
  const { promptStatus, promptError } = state;
  const field = useControlled(options.value, options.defaultValue ?? wanted ?? '', options.onValueChange);
  /** The last prompt that wasn't refused, and whether it was submitted here. */
  const [asked, setAsked] = useState({ prompt: wanted, isOurs: false });
  const [known, setKnown] = useState(wanted);
  // The app sets another prompt: the field follows, unless the user is typing in it.
  if (known !== wanted) {
    setKnown(wanted);
    setAsked({ prompt: wanted, isOurs: false });
    if (field.value === (asked.prompt ?? '')) field.follow(wanted ?? '');
  }
  const label = useLabel();
  const sentence = useErrorText(promptError);
  const status = asked.isOurs && !isActive(state.status) ? 'waiting' : promptStatus;

  const apply = (prompt = field.value) => {
    if (prompt.trim() === '') return;
    const wish = { prompt, isOurs: true };
    setAsked(wish);
    onApply?.(prompt);
    session.setPrompt(prompt, enhance === undefined ? {} : { enhance }).then(
      (outcome) => {
        if (outcome === 'applied') onApplied?.(prompt);
      },
      (thrown: unknown) => {
        // What happened to it is in `promptStatus`.
        if (!isRejection(session, asDecartError(thrown))) return;
        setAsked((current) => (current === wish ? { prompt: asked.prompt, isOurs: false } : current));
      },
    );
  };
  const message = {
    idle: () => '',
    waiting: () => label('promptWaiting', en.promptWaiting),
    pending: () => label('promptPending', en.promptPending),
    applied: () => label('promptApplied', en.promptApplied),
    rejected: () => sentence && label('promptRejected', en.promptRejected, { sentence }),
  }[status]();

  return {
    value: field.value,
    setValue: field.change,
    apply,
    status,
    message,
    error: promptError,
    presets: presets.map((preset) => {
      const { label: name, prompt } = typeof preset === 'string' ? { label: preset, prompt: preset } : preset;
      return {
        label: name,
        prompt,
        isCurrent: prompt === asked.prompt,
        apply() {
          field.change(prompt);
          apply(prompt);
        },
      };
    }),
    inputProps: {
      name: 'prompt',
      value: field.value,
      onChange: (event) => field.change(event.currentTarget.value),
      // Not a form: it would be nested in one of the app's, and submit that.
      onKeyDown(event) {
        if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
        event.preventDefault();
        apply(event.currentTarget.value);
      },
      placeholder: label('promptPlaceholder', en.promptPlaceholder),
      'aria-label': label('prompt', en.prompt),
      autoComplete: 'off',
      enterKeyHint: 'send',
    },
    submitProps: {
      type: 'button',
      'aria-label': label('applyPrompt', en.applyPrompt),
      onClick: () => apply(),
    },
  };
}
