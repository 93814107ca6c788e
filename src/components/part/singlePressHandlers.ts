import type { KeyboardEvent, MouseEvent } from 'react';

/**
 * The handlers of a button that does a thing and takes it back. The second half of a double click, and a key that is kept
 * down, would undo what the first did: they count as one press.
 */
export const singlePressHandlers = (press: (event: MouseEvent<HTMLButtonElement>) => void) => ({
  onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.repeat && event.key === 'Enter') event.preventDefault();
  },
  onClick(event: MouseEvent<HTMLButtonElement>) {
    if (event.detail <= 1) press(event);
  },
});
