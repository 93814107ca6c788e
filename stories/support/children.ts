import type { InputType } from 'storybook/internal/types';

/** A row for the children of an editor: without one the table would show what React makes of an element. */
export const children: InputType = {
  description: 'Put below the prompt.',
  control: false,
  table: { type: { summary: 'ReactNode' } },
};
