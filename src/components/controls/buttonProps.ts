import type { OwnProps } from '../part/Part';

interface Toggle {
  label: string;
  isOn?: boolean | undefined;
  /** False: there is nothing to act on now. The button stays enabled, because the focus may be on it. @defaultValue true */
  isAvailable?: boolean | undefined;
  act: () => void;
}

/** The props of a button that acts, or that switches something on and off. */
export function actionProps({ label, isOn, isAvailable = true, act }: Toggle): OwnProps<'button'> {
  const idle = isAvailable ? 'ready' : 'unavailable';
  return {
    type: 'button',
    'aria-label': label,
    title: label,
    'aria-disabled': isAvailable ? undefined : true,
    'data-state': isOn === undefined ? idle : isOn ? 'on' : 'off',
    onClick: () => {
      if (isAvailable) act();
    },
  };
}

/** The same for a toggle button. */
export const toggleProps = (toggle: Toggle): OwnProps<'button'> => ({
  'aria-pressed': toggle.isOn,
  ...actionProps(toggle),
});

/** Props of every slider. In an app's form, Enter would submit the form. */
export const rangeProps: OwnProps<'input'> = {
  type: 'range',
  onKeyDown(event) {
    if (event.key === 'Enter') event.preventDefault();
  },
};
