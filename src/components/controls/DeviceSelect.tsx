import { forwardRef } from 'react';
import { Part } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import type { DevicePicker, DevicePickerProps } from './devicePicker';

interface DeviceSelectProps
  extends Omit<DevicePickerProps, 'onError' | 'onValueChange' | 'value' | 'defaultValue'> {
  component: string;
  picker: DevicePicker;
}

/** A `<select>` of devices. */
export const DeviceSelect = /* @__PURE__ */ withDisplayName(
  'DeviceSelect',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, DeviceSelectProps>(function DeviceSelect(
    { picker, ...props },
    ref,
  ) {
    return (
      <Part
        as="select"
        look="decart-select"
        own={picker.selectProps}
        inner={picker.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {...props}
        ref={ref}
      />
    );
  }),
);
