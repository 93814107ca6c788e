import { type ComponentPropsWithoutRef, forwardRef, useEffect, useState } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { toDecartError } from '../../errors/toDecartError';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { classNames } from '../classNames';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useRealtimeSession, useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';

export interface DevicePickerProps extends Omit<ComponentPropsWithoutRef<'select'>, 'onError'>, AsChild {
  /** The device could not be opened; the one before goes on. */
  onError?: ((error: DecartError) => void) | undefined;
}

/**
 * Chooses the camera; a live session goes on with the new one, without a reconnect. Empty until the camera is allowed:
 * browsers do not name cameras before.
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
    const label = useLabel();
    // Not every browser tells that labels became known with the permission.
    useEffect(() => {
      if (stream) void refresh();
    }, [stream, refresh]);

    const named = cameras.filter(({ deviceId }) => deviceId);
    const inUse = stream?.getVideoTracks()[0]?.getSettings().deviceId;
    const Select = asChild ? Slot : 'select';
    return (
      <Select
        aria-label={label('camera', 'Camera')}
        disabled={named.length === 0}
        value={named.some(({ deviceId }) => deviceId === inUse) ? inUse : chosen}
        {...props}
        ref={ref}
        className={classNames('decart-select', className)}
        onChange={(event) => {
          onChange?.(event);
          const { value } = event.currentTarget;
          setChosen(value);
          session.setInput(value).catch((error: unknown) => onError?.(toDecartError(error)));
        }}
      >
        {fillIn(
          asChild,
          children,
          <>
            {named.length === 0 && <option value="">{label('camera', 'Camera')}</option>}
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
