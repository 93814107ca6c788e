import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { classNames } from '../classNames';
import { Icon } from '../icons';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';

export type ControlButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

interface OwnProps extends ControlButtonProps {
  /** What a screen reader says, and the tooltip. */
  label: string;
  icon: string;
  /** There is nothing to act on now. It stays where the focus can be. */
  isUnavailable?: boolean | undefined;
  /** For a button that switches something on and off. */
  isOn?: boolean | undefined;
  /** Besides the icon. */
  text?: ReactNode;
  action(): void;
}

function stateOf(isOn: boolean | undefined, isUnavailable: boolean | undefined) {
  if (isOn !== undefined) return isOn ? 'on' : 'off';
  return isUnavailable ? 'unavailable' : 'ready';
}

/** A button with an icon and a name. */
export const ControlButton = /* @__PURE__ */ named(
  'ControlButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, OwnProps>(function ControlButton(
    { asChild, label, icon, isUnavailable, isOn, text, action, className, onClick, children, ...props },
    ref,
  ) {
    const Button = asChild ? Slot : 'button';
    return (
      <Button
        type="button"
        aria-label={label}
        title={label}
        aria-disabled={isUnavailable || undefined}
        data-state={stateOf(isOn, isUnavailable)}
        {...props}
        ref={ref}
        className={classNames('decart-button', className)}
        onClick={(event) => {
          onClick?.(event);
          if (!event.defaultPrevented && !isUnavailable) action();
        }}
      >
        {fillIn(
          asChild,
          children,
          <>
            <Icon path={icon} />
            {text}
          </>,
        )}
      </Button>
    );
  }),
);
