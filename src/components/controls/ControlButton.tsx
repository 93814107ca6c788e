import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { Icon } from '../icons';
import { type AsChild, Slot } from '../Slot';

export type ControlButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

interface OwnProps extends ControlButtonProps {
  /** What a screen reader says, and the tooltip. */
  label: string;
  icon: string;
  /** For a button that switches something on and off. */
  isOn?: boolean | undefined;
  action(): void;
}

/** A button with an icon and a name. */
export const ControlButton = forwardRef<HTMLButtonElement, OwnProps>(function ControlButton(
  { asChild, label, icon, isOn, action, className, onClick, children, ...props },
  ref,
) {
  const Button = asChild ? Slot : 'button';
  return (
    <Button
      type="button"
      aria-label={label}
      title={label}
      data-state={isOn === undefined ? undefined : isOn ? 'on' : 'off'}
      {...props}
      ref={ref}
      className={classNames('decart-button', className)}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) action();
      }}
    >
      {children ?? <Icon path={icon} />}
    </Button>
  );
});
