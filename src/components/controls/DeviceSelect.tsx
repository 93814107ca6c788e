import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useAttempt } from './useAttempt';

export interface DevicePickerProps extends Omit<ComponentPropsWithoutRef<'select'>, 'onError'>, AsChild {
  /** The device could not be opened; the one before goes on. `<ProblemMessage>` says it, too. */
  onError?: ((error: DecartError) => void) | undefined;
}

interface OwnProps extends DevicePickerProps {
  value: string;
  /** What the devices are, and are called where the browser gives no name. */
  kind: string;
  devices: readonly MediaDeviceInfo[];
  /** What there is to choose besides them. */
  others: ReactNode;
  setChosen(value: string): void;
  open(value: string): Promise<unknown>;
}

/** A choice of devices. One that cannot be opened gives way to the one before. */
export const DeviceSelect = /* @__PURE__ */ named(
  'DeviceSelect',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, OwnProps>(function DeviceSelect(
    {
      asChild,
      className,
      children,
      value,
      kind,
      devices,
      others,
      setChosen,
      open,
      onChange,
      onError,
      ...props
    },
    ref,
  ) {
    const { state, attempt } = useAttempt();
    const Select = asChild ? Slot : 'select';
    return (
      <Select
        aria-label={kind}
        data-state={state}
        value={value}
        {...props}
        ref={ref}
        className={classNames('decart-select', className)}
        onChange={(event) => {
          onChange?.(event);
          if (event.defaultPrevented) return;
          const next = event.currentTarget.value;
          setChosen(next);
          void attempt(
            () => open(next),
            (error) => {
              setChosen(value);
              onError?.(error);
            },
          );
        }}
      >
        {fillIn(
          asChild,
          children,
          <>
            {others}
            {devices.map(({ deviceId, label }, index) => (
              <option key={deviceId} value={deviceId}>
                {label || `${kind} ${index + 1}`}
              </option>
            ))}
          </>,
        )}
      </Select>
    );
  }),
);
