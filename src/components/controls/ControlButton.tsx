import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { classNames } from '../classNames';
import { Icon } from '../icons';
import { type AsChild, fillIn, Slot } from '../Slot';

export type ControlButtonProps = ComponentPropsWithoutRef<'button'> & AsChild;

interface OwnProps extends ControlButtonProps {
  /** What a screen reader says, and the tooltip. */
  label: string;
  icon: string;
  /** For a button that switches something on and off. */
  isOn?: boolean | undefined;
  /** Besides the icon. */
  text?: ReactNode;
  action(): void;
}

/** A button with an icon and a name. */
export const ControlButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, OwnProps>(function ControlButton(
  { asChild, label, icon, isOn, text, action, className, onClick, children, ...props },
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
});
