import { forwardRef, useState } from 'react';
import { toDecartError } from '../../errors/toDecartError';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { classNames } from '../classNames';
import { fillIn, Slot } from '../Slot';
import { useSessionContext } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import type { DevicePickerProps } from './CameraPicker';

const OFF = 'off';
const ON = 'on';

/**
 * Chooses the microphone, or none.
 *
 * @example
 * ```tsx
 * <MicrophonePicker />
 * ```
 */
export const MicrophonePicker = /* @__PURE__ */ forwardRef<HTMLSelectElement, DevicePickerProps>(
  function MicrophonePicker({ asChild, className, children, onChange, onError, ...props }, ref) {
    const { session, initialMicrophone } = useSessionContext();
    const { microphones } = useMediaDevices();
    const [chosen, setChosen] = useState(initialMicrophone ? ON : OFF);
    const label = useLabel();
    const named = microphones.filter(({ deviceId }) => deviceId);
    const Select = asChild ? Slot : 'select';
    return (
      <Select
        aria-label={label('microphone', 'Microphone')}
        value={chosen}
        {...props}
        ref={ref}
        className={classNames('decart-select', className)}
        onChange={(event) => {
          onChange?.(event);
          const { value } = event.currentTarget;
          setChosen(value);
          const microphone = value === OFF ? false : value === ON ? true : { deviceId: { exact: value } };
          session.setMicrophone(microphone).catch((error: unknown) => {
            setChosen(chosen);
            onError?.(toDecartError(error));
          });
        }}
      >
        {fillIn(
          asChild,
          children,
          <>
            <option value={OFF}>{label('microphoneOff', 'No sound')}</option>
            {(named.length === 0 || chosen === ON) && (
              <option value={ON}>{label('microphone', 'Microphone')}</option>
            )}
            {named.map(({ deviceId, label: name }, index) => (
              <option key={deviceId} value={deviceId}>
                {name || `${label('microphone', 'Microphone')} ${index + 1}`}
              </option>
            ))}
          </>,
        )}
      </Select>
    );
  },
);
