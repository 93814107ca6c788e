import type { KeyboardEventHandler, MouseEvent, MouseEventHandler } from 'react';

interface Handlers {
  onClick?: MouseEventHandler<HTMLButtonElement> | undefined;
  onKeyDown?: KeyboardEventHandler<HTMLButtonElement> | undefined;
}

/**
 * The handlers of a button that does a thing and takes it back. The second half of a double click, and a key that is held,
 * would take back what the first has done: they count as one press. The user's own handlers come first.
 */
export function onePress(
  { onClick, onKeyDown }: Handlers,
  press: (event: MouseEvent<HTMLButtonElement>) => void,
): Required<Pick<Handlers, 'onClick' | 'onKeyDown'>> {
  return {
    onKeyDown(event) {
      onKeyDown?.(event);
      if (event.repeat && event.key === 'Enter') event.preventDefault();
    },
    onClick(event) {
      onClick?.(event);
      if (!event.defaultPrevented && event.detail <= 1) press(event);
    },
  };
}
