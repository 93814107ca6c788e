import { forwardRef, useEffect, useState } from 'react';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { isLive as isLiveStatus } from '../../realtime/machine';
import { classNames } from '../classNames';
import { fillIn, Slot } from '../Slot';
import { useRealtimeState, useSessionContext } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import type { DevicePickerProps } from './CameraPicker';
import { useAttempt } from './useAttempt';

const OFF = 'off';
const ON = 'on';

/**
 * Chooses the microphone, or none. `data-state` is `idle`, `pending` while a microphone is opened, or `error`.
 *
 * @example
 * ```tsx
 * <MicrophonePicker />
 * ```
 */
export const MicrophonePicker = /* @__PURE__ */ forwardRef<HTMLSelectElement, DevicePickerProps>(
  function MicrophonePicker({ asChild, className, children, onChange, onError, ...props }, ref) {
    const { session, initialMicrophone } = useSessionContext();
    const { microphones, refresh } = useMediaDevices();
    const isLive = useRealtimeState(({ status }) => isLiveStatus(status));
    const [chosen, setChosen] = useState(initialMicrophone ? ON : OFF);
    const { state, attempt } = useAttempt();
    const label = useLabel();
    // Not every browser tells that labels became known with the permission.
    useEffect(() => {
      if (isLive) void refresh();
    }, [isLive, refresh]);

    const named = microphones.filter(({ deviceId }) => deviceId);
    const Select = asChild ? Slot : 'select';
    return (
      <Select
        aria-label={label('microphone', 'Microphone')}
        data-state={state}
        value={chosen}
        {...props}
        ref={ref}
        className={classNames('decart-select', className)}
        onChange={(event) => {
          onChange?.(event);
          if (event.defaultPrevented) return;
          const { value } = event.currentTarget;
          setChosen(value);
          const microphone = value === OFF ? false : value === ON ? true : { deviceId: { exact: value } };
          void attempt(
            () => session.setMicrophone(microphone).then(refresh),
            (error) => {
              setChosen(chosen);
              onError?.(error);
            },
          );
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
