// Elements with the props of shadcn/ui's, without Tailwind.
import type { ComponentProps } from 'react';
import './designSystems.css';

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'default' | 'outline';
}

export function Button({ variant = 'default', ...props }: ButtonProps) {
  return <button data-slot="button" data-variant={variant} {...props} />;
}

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onChange'> {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** As in Radix. */
export function Switch({ checked, onCheckedChange, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      data-slot="switch"
      onClick={() => onCheckedChange(!checked)}
      {...props}
    />
  );
}

export function NativeSelect(props: ComponentProps<'select'>) {
  return <select data-slot="native-select" {...props} />;
}

export function NativeSelectOption(props: ComponentProps<'option'>) {
  return <option {...props} />;
}
