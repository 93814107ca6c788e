import type { KeyboardEvent, MouseEvent } from 'react';

/**
 * The handlers of a button that toggles something. The second click of a double click, or a key that is held down, would
 * undo the first: they count as one press.
 */
export const singlePressHandlers = (press: (event: MouseEvent<HTMLButtonElement>) => void) => ({
  onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.repeat && event.key === 'Enter') event.preventDefault();
  },
  onClick(event: MouseEvent<HTMLButtonElement>) {
    if (event.detail <= 1) press(event);
  },
});
