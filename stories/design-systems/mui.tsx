// Elements with the props of Material UI's.
import {
  type ChangeEvent,
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useId,
} from 'react';
import './designSystems.css';

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'contained' | 'outlined';
  startIcon?: ReactNode;
}

export function Button({ variant = 'outlined', startIcon, children, ...props }: ButtonProps) {
  return (
    <button className={`Mui-Button Mui-${variant}`} {...props}>
      {startIcon} {children}
    </button>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  disabled?: boolean;
  error?: boolean;
  children: ReactNode;
}

/** `<TextField select>` with native options. */
export function TextField({ label, error = false, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <span className="Mui-TextField">
      <label htmlFor={id}>{label}</label>
      <select id={id} aria-invalid={error} {...props} />
    </span>
  );
}

interface SwitchProps {
  id?: string;
  checked: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>, checked: boolean) => void;
}

export function Switch({ id, checked, onChange }: SwitchProps) {
  return (
    <input
      id={id}
      type="checkbox"
      className="Mui-Switch"
      checked={checked}
      onChange={(event) => onChange(event, event.target.checked)}
    />
  );
}

interface FormControlLabelProps {
  control: ReactElement<{ id?: string }>;
  label: string;
}

export function FormControlLabel({ control, label }: FormControlLabelProps) {
  const id = useId();
  return (
    <span>
      {cloneElement(control, { id })} <label htmlFor={id}>{label}</label>
    </span>
  );
}
