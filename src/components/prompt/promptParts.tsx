import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Icon } from '../part/Icon';
import { sendIcon } from '../part/icons';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { ErrorDetails } from '../text/ErrorDetails';
import { usePrompt } from './promptContext';

export type PromptFieldProps = Omit<PartProps<'input'>, 'value' | 'defaultValue'>;

/**
 * The field for the prompt. Enter applies it; in a `<textarea>`, Shift+Enter starts a new line.
 *
 * @example
 * ```tsx
 * <PromptField placeholder="oil painting" />
 * ```
 */
export const PromptField = /* @__PURE__ */ withDisplayName(
  'PromptField',
  /* @__PURE__ */ forwardRef<HTMLInputElement, PromptFieldProps>(function PromptField(props, ref) {
    const { inputProps } = usePrompt('PromptField');
    return (
      <Part as="input" component="PromptField" look="decart-field" own={inputProps} {...props} ref={ref} />
    );
  }),
);

export type PromptSubmitProps = PartProps<'button'>;

/**
 * Applies the text of the field.
 *
 * @example
 * ```tsx
 * <PromptSubmit>Apply</PromptSubmit>
 * ```
 */
export const PromptSubmit = /* @__PURE__ */ withDisplayName(
  'PromptSubmit',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, PromptSubmitProps>(function PromptSubmit(props, ref) {
    const { submitProps } = usePrompt('PromptSubmit');
    return (
      <Part
        as="button"
        component="PromptSubmit"
        look="decart-button"
        own={submitProps}
        inner={<Icon drawing={sendIcon} />}
        {...props}
        ref={ref}
      />
    );
  }),
);

export type PromptFeedbackProps = PartProps<'span'>;

/**
 * Shows what happened to the last prompt, on screen and to screen readers.
 *
 * @example
 * ```tsx
 * <PromptFeedback />
 * ```
 */
export const PromptFeedback = /* @__PURE__ */ withDisplayName(
  'PromptFeedback',
  /* @__PURE__ */ forwardRef<HTMLSpanElement, PromptFeedbackProps>(function PromptFeedback(props, ref) {
    const { message, error } = usePrompt('PromptFeedback');
    return (
      <>
        <Part
          as="span"
          component="PromptFeedback"
          look="decart-feedback"
          own={{ role: 'status' }}
          inner={message}
          {...props}
          ref={ref}
        />
        <ErrorDetails error={error} />
      </>
    );
  }),
);

export type PromptPresetsProps = PartProps<'div'>;

/**
 * The `presets` of the enclosing `<PromptBox>`, one click each. The current one has `aria-current`.
 *
 * @example
 * ```tsx
 * <PromptBox presets={['oil painting', 'neon city']}>
 *   <PromptPresets />
 * </PromptBox>
 * ```
 */
export const PromptPresets = /* @__PURE__ */ withDisplayName(
  'PromptPresets',
  /* @__PURE__ */ forwardRef<HTMLDivElement, PromptPresetsProps>(function PromptPresets(props, ref) {
    const { presets } = usePrompt('PromptPresets');
    const label = useLabel();
    return (
      <Part
        as="div"
        component="PromptPresets"
        look="decart-presets"
        own={{ role: 'group', 'aria-label': label('presets', en.presets) }}
        inner={presets.map((preset) => (
          <Part
            key={`${preset.label}\n${preset.prompt}`}
            as="button"
            component="PromptPresets"
            look="decart-chip"
            own={{
              type: 'button',
              'aria-current': preset.isCurrent ? true : undefined,
              onClick: preset.apply,
            }}
            inner={preset.label}
          />
        ))}
        {...props}
        ref={ref}
      />
    );
  }),
);
