import { useContext, useState } from 'react';
import { SessionContext, useSession } from '../../hooks/sessionContext';
import { useSelection } from '../../hooks/useRealtimeState';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { isLive } from '../../realtime/machine';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSnapshot } from '../../realtime/types';
import {
  type DevicePicker,
  type DevicePickerOptions,
  toOptions,
  useDevicePicker,
  useNamedDevices,
} from './devicePicker';

const OFF = 'off';
const ON = 'on';

const isOnAir = ({ status }: RealtimeSnapshot) => isLive(status);

/**
 * Selects the microphone, or none: besides the devices there is an option `off`, and as long as no device has a name,
 * `on` for the browser's default.
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
  const isMicrophoneOn = useContext(SessionContext)?.isMicrophoneOn === true;
  const { devices, refresh } = useNamedDevices('microphones', useSelection(session, isOnAir, IDLE_SNAPSHOT));
  const [known, setKnown] = useState(isMicrophoneOn);
  const [chosen, setChosen] = useState(options.defaultValue ?? (isMicrophoneOn ? ON : OFF));
  // The app has turned it on or off.
  if (known !== isMicrophoneOn) {
    setKnown(isMicrophoneOn);
    setChosen(isMicrophoneOn ? ON : OFF);
  }
  const label = useLabel();
  const kind = label('microphone', en.microphone);
  // Another device has replaced one that was unplugged.
  const isThere = chosen === OFF || devices.some(({ deviceId }) => deviceId === chosen);
  const value = isThere ? chosen : ON;
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
      show: setChosen,
      open(next) {
        return session.setMicrophone(next === OFF ? false : next === ON || next).then(refresh);
      },
    },
    options,
  );
}
