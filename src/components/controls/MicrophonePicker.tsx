import { forwardRef } from 'react';
import { withDisplayName } from '../part/withDisplayName';
import { DeviceSelect } from './DeviceSelect';
import type { DevicePickerProps } from './devicePicker';
import { useMicrophonePicker } from './useMicrophonePicker';

export type MicrophonePickerProps = DevicePickerProps;

/**
 * Lets the user choose the microphone, or none. `data-state` is `idle`, `pending` while a microphone is opened, or
 * `error`.
 *
 * @example
 * ```tsx
 * <MicrophonePicker />
 * ```
 */
export const MicrophonePicker = /* @__PURE__ */ withDisplayName(
  'MicrophonePicker',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, MicrophonePickerProps>(function MicrophonePicker(
    { value, onValueChange, onError, ...props },
    ref,
  ) {
    const picker = useMicrophonePicker({ value, onValueChange, onError });
    return <DeviceSelect component="MicrophonePicker" picker={picker} {...props} ref={ref} />;
  }),
);
