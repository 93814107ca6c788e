import type { InputType } from 'storybook/internal/types';

/** A row for the children of an editor: without it, the table would show React's internal form of an element. */
export const children: InputType = {
  description: 'Shown below the prompt.',
  control: false,
  table: { type: { summary: 'ReactNode' } },
};
