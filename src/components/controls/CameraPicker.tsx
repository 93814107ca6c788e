import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { classNames } from '../classNames';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeSession, useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { useAttempt } from './useAttempt';

export interface DevicePickerProps extends Omit<ComponentPropsWithoutRef<'select'>, 'onError'>, AsChild {
  /** The device could not be opened; the one before goes on. `<ProblemMessage>` says it, too. */
  onError?: ((error: DecartError) => void) | undefined;
}

/**
 * Chooses the camera; a live session goes on with the new one, without a reconnect. Empty until the camera is allowed:
 * browsers do not name cameras before. `data-state` is `idle`, `pending` while a camera is opened, or `error`.
 *
 * @example
 * ```tsx
 * <CameraPicker />
 * ```
 */
export const CameraPicker = /* @__PURE__ */ forwardRef<HTMLSelectElement, DevicePickerProps>(
  function CameraPicker({ asChild, className, children, onChange, onError, ...props }, ref) {
    const session = useRealtimeSession();
    const stream = useRealtimeState((state) => state.localStream);
    const { cameras, refresh } = useMediaDevices();
    const [chosen, setChosen] = useState('');
    const { state, attempt } = useAttempt();
    const label = useLabel();
    // Not every browser tells that labels became known with the permission.
    useEffect(() => {
      if (stream) void refresh();
    }, [stream, refresh]);

    const named = cameras.filter(({ deviceId }) => deviceId);
    const inUse = stream?.getVideoTracks()[0]?.getSettings().deviceId;
    // Neither before the start nor with a picture of your own is one of them in use.
    const value = named.find(({ deviceId }) => deviceId === inUse)?.deviceId ?? chosen;
    const Select = asChild ? Slot : 'select';
    return (
      <Select
        aria-label={label('camera', 'Camera')}
        aria-disabled={named.length === 0 || undefined}
        data-state={state}
        value={value}
        {...props}
        ref={ref}
        className={classNames('decart-select', className)}
        onChange={(event) => {
          onChange?.(event);
          if (event.defaultPrevented) return;
          const deviceId = event.currentTarget.value;
          setChosen(deviceId);
          void attempt(
            () => session.setInput(deviceId),
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
            {value === '' && <option value="">{label('camera', 'Camera')}</option>}
            {named.map(({ deviceId, label: name }, index) => (
              <option key={deviceId} value={deviceId}>
                {name || `${label('camera', 'Camera')} ${index + 1}`}
              </option>
            ))}
          </>,
        )}
      </Select>
    );
  },
);
