import { forwardRef } from 'react';
import { withDisplayName } from '../part/withDisplayName';
import { DeviceSelect } from './DeviceSelect';
import type { DevicePickerProps } from './devicePicker';
import { useCameraPicker } from './useCameraPicker';

export type CameraPickerProps = DevicePickerProps;

/**
 * Lets the user choose the camera; a live session continues with the new one, without a reconnect. Empty until the
 * camera is allowed: before that, browsers don't name cameras. `data-state` is `idle`, `pending` while a camera is
 * opened, or `error`.
 *
 * @example
 * ```tsx
 * <CameraPicker />
 * ```
 */
export const CameraPicker = /* @__PURE__ */ withDisplayName(
  'CameraPicker',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, CameraPickerProps>(function CameraPicker(
    { value, onValueChange, onError, ...props },
    ref,
  ) {
    const picker = useCameraPicker({ value, onValueChange, onError });
    return <DeviceSelect component="CameraPicker" picker={picker} {...props} ref={ref} />;
  }),
);
