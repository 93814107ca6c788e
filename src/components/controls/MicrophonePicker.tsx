import { forwardRef, useEffect, useState } from 'react';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { isLive as isLiveStatus } from '../../realtime/machine';
import { named } from '../named';
import { useRealtimeState, useSessionContext } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { type DevicePickerProps, DeviceSelect } from './DeviceSelect';

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
export const MicrophonePicker = /* @__PURE__ */ named(
  'MicrophonePicker',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, DevicePickerProps>(function MicrophonePicker(props, ref) {
    const { session, isMicrophoneOn } = useSessionContext();
    const { microphones, refresh } = useMediaDevices();
    const isLive = useRealtimeState(({ status }) => isLiveStatus(status));
    const [told, setTold] = useState(isMicrophoneOn);
    const [chosen, setChosen] = useState(told ? ON : OFF);
    // The app has turned it on or off.
    if (told !== isMicrophoneOn) {
      setTold(isMicrophoneOn);
      setChosen(isMicrophoneOn ? ON : OFF);
    }
    const label = useLabel();
    const kind = label('microphone', 'Microphone');
    // Not every browser tells that labels became known with the permission.
    useEffect(() => {
      if (isLive) void refresh();
    }, [isLive, refresh]);

    const named = microphones.filter(({ deviceId }) => deviceId);
    // One that was unplugged has given way to another.
    const isThere = chosen === OFF || named.some(({ deviceId }) => deviceId === chosen);
    const value = isThere ? chosen : ON;
    return (
      <DeviceSelect
        {...props}
        ref={ref}
        kind={kind}
        devices={named}
        others={
          <>
            <option value={OFF}>{label('microphoneOff', 'No sound')}</option>
            {(named.length === 0 || value === ON) && <option value={ON}>{kind}</option>}
          </>
        }
        value={value}
        setChosen={setChosen}
        open={(next) => {
          const microphone = next === OFF ? false : next === ON ? true : { deviceId: { exact: next } };
          return session.setMicrophone(microphone).then(refresh);
        }}
      />
    );
  }),
);
