import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { PromptContext } from './promptContext';
import { PromptFeedback, PromptField, PromptPresets, PromptSubmit } from './promptParts';
import { type PromptBoxOptions, usePromptBox } from './usePromptBox';

export interface PromptBoxProps
  extends Omit<PartProps<'div'>, 'defaultValue'>,
    Omit<PromptBoxOptions, 'session'> {}

/**
 * A field for the prompt, with a message about what happened to it. `data-state` is `idle`, `waiting` (for the start),
 * `pending`, `applied` or `rejected`. It isn't a form, so it can be used inside one. To arrange it yourself, pass its
 * parts as children.
 *
 * @example
 * ```tsx
 * <PromptBox presets={['oil painting', { label: 'Neon', prompt: 'neon city at night' }]} />
 * ```
 * @example With your own field
 * ```tsx
 * <PromptBox>
 *   <PromptField asChild>
 *     <textarea rows={2} />
 *   </PromptField>
 *   <PromptSubmit>Apply</PromptSubmit>
 *   <PromptFeedback />
 * </PromptBox>
 * ```
 */
export const PromptBox = /* @__PURE__ */ withDisplayName(
  'PromptBox',
  /* @__PURE__ */ forwardRef<HTMLDivElement, PromptBoxProps>(function PromptBox(
    { presets, enhance, value, defaultValue, onValueChange, onApply, onApplied, ...props },
    ref,
  ) {
    const options = { presets, enhance, value, defaultValue, onValueChange, onApply, onApplied };
    const prompt = usePromptBox(options);
    return (
      <PromptContext.Provider value={prompt}>
        <Part
          as="div"
          component="PromptBox"
          look="decart-prompt"
          own={{ 'data-state': prompt.status }}
          inner={
            <>
              <PromptField />
              <PromptSubmit />
              <PromptFeedback />
              {prompt.presets.length > 0 && <PromptPresets />}
            </>
          }
          {...props}
          ref={ref}
        />
      </PromptContext.Provider>
    );
  }),
);
