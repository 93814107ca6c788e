import { useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import { useRememberedDevice } from '../../hooks/useRememberedDevice';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { isLive } from '../../realtime/machine';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSnapshot } from '../../realtime/types';
import {
  type DevicePicker,
  type DevicePickerOptions,
  toOptions,
  useChoice,
  useDevicePicker,
  useNamedDevices,
} from './devicePicker';

const OFF = 'off';
const ON = 'on';

const isOnAir = ({ status }: RealtimeSnapshot) => isLive(status);

/**
 * Lets the user choose the microphone, or none: besides the devices there is an option `off`, and as long as no device
 * has a name, `on` for the browser's default.
 *
 * @example
 * ```tsx
 * function Microphones() {
 *   const { options, selectProps } = useMicrophonePicker();
 *   return (
 *     <select {...selectProps}>
 *       {options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
 *     </select>
 *   );
 * }
 * ```
 */
export function useMicrophonePicker(options: DevicePickerOptions = {}): DevicePicker {
  const session = useSession(options.session, 'MicrophonePicker');
  const { devices, refresh } = useNamedDevices('microphones', usePicked(session, isOnAir, IDLE_SNAPSHOT));
  const { choice, deviceId } = useChoice(session.microphoneStore);
  const remembered = useRememberedDevice('microphone');
  const label = useLabel();
  const kind = label('microphone', en.microphone);
  const chosen = choice === true ? remembered : deviceId;
  // Another device may have replaced one that was unplugged.
  const device = devices.find((each) => each.deviceId === chosen)?.deviceId;
  const value = choice === false ? OFF : (device ?? ON);
  const unnamed = devices.length === 0 || value === ON ? [{ value: ON, label: kind }] : [];
  return useDevicePicker(
    {
      kind,
      options: [
        { value: OFF, label: label('microphoneOff', en.microphoneOff) },
        ...unnamed,
        ...toOptions(devices, kind),
      ],
      value,
      open(next) {
        return session.setMicrophone(next === OFF ? false : next === ON || next).then(refresh);
      },
    },
    options,
  );
}
