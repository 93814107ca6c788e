import { type ComponentPropsWithoutRef, useEffect, useState, useSyncExternalStore } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import type { RealtimeSession } from '../../realtime/types';
import type { ReadableStore } from '../../store/store';
import type { OwnProps, PartOptions } from '../part/Part';
import { useAttempt } from './useAttempt';

/** What `useCameraPicker` and `useMicrophonePicker` take. */
export interface DevicePickerOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** The id of the selected device. @defaultValue the device in use */
  value?: string | undefined;
  /** Called with the id of a device that was selected and opened. */
  onValueChange?: ((value: string) => void) | undefined;
  /** Called when a device couldn't be opened. The previous device stays, and `<ProblemMessage>` shows the problem. */
  onError?: ((error: DecartError) => void) | undefined;
}

/** A device to choose. */
export interface DeviceOption {
  value: string;
  label: string;
}

/** What `useCameraPicker` and `useMicrophonePicker` return. */
export interface DevicePicker {
  /** The available options. Browsers name devices only once one is allowed. */
  options: readonly DeviceOption[];
  /** The `value` of the selected option; `''` if there is none. */
  value: string;
  /** Opens another device. Never rejects. */
  setValue: (value: string) => Promise<void>;
  /** `pending` while a device is being opened. */
  status: 'idle' | 'pending' | 'error';
  /** Why the last device couldn't be opened. */
  error: DecartError | null;
  /** For a `<select>` with an `<option>` for each of `options`. */
  selectProps: OwnProps<'select'> & { value: string };
}

/** The props of a device picker. */
export interface DevicePickerProps
  extends Omit<ComponentPropsWithoutRef<'select'>, 'onError' | 'value' | 'defaultValue'>,
    Omit<DevicePickerOptions, 'session'>,
    PartOptions {}

/** Devices whose names are known. `refreshWhen`: not every browser reports that permission revealed the names. */
export function useNamedDevices(kind: 'cameras' | 'microphones', refreshWhen: unknown) {
  const { refresh, [kind]: devices } = useMediaDevices();
  useEffect(() => {
    if (refreshWhen) void refresh();
  }, [refreshWhen, refresh]);
  return { devices: devices.filter(({ deviceId }) => deviceId), refresh };
}

export const toOptions = (devices: readonly MediaDeviceInfo[], kind: string): DeviceOption[] =>
  devices.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label || `${kind} ${index + 1}`,
  }));

/**
 * What a session has chosen, before it opens a device as well: every picker of a session shows the same one. `deviceId` is
 * undefined if no device was named.
 */
export function useChoice<T>({ subscribe, getSnapshot }: ReadableStore<T>): {
  choice: T;
  deviceId: string | undefined;
} {
  const choice = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  return { choice, deviceId: deviceIdOf(choice) };
}

function deviceIdOf(choice: unknown): string | undefined {
  if (typeof choice === 'string') return choice;
  if (typeof choice !== 'object' || !choice) return undefined;
  if ('deviceId' in choice) return deviceIdOf(choice.deviceId);
  if ('exact' in choice) return deviceIdOf(choice.exact);
  return 'ideal' in choice ? deviceIdOf(choice.ideal) : undefined;
}

interface Picker {
  kind: string;
  options: readonly DeviceOption[];
  value: string;
  open: (value: string) => Promise<unknown>;
  isAvailable?: boolean;
}

/** The shared part of both pickers. */
export function useDevicePicker(
  { kind, options, value, open, isAvailable = true }: Picker,
  { value: controlled, onValueChange, onError }: DevicePickerOptions,
): DevicePicker {
  const { status, error, attempt } = useAttempt(value);
  const [wanted, setWanted] = useState(value);
  // Another selection is shown while its device is being opened, and the previous one if that fails.
  const shown = controlled ?? (status === 'pending' ? wanted : value);
  const setValue = async (next: string) => {
    setWanted(next);
    await attempt({
      action: () => open(next),
      onDone: () => onValueChange?.(next),
      onFailed: (problem) => onError?.(problem),
    });
  };
  return {
    options,
    value: shown,
    setValue,
    status,
    error,
    selectProps: {
      'aria-label': kind,
      'aria-disabled': isAvailable ? undefined : true,
      'data-state': status,
      value: shown,
      onChange: (event) => void setValue(event.currentTarget.value),
    },
  };
}
