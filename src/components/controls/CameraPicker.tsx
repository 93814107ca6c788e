import { forwardRef, useEffect, useState } from 'react';
import { useMediaDevices } from '../../hooks/useMediaDevices';
import { named } from '../named';
import { useRealtimeSession, useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { type DevicePickerProps, DeviceSelect } from './DeviceSelect';

/**
 * Chooses the camera; a live session goes on with the new one, without a reconnect. Empty until the camera is allowed:
 * browsers do not name cameras before. `data-state` is `idle`, `pending` while a camera is opened, or `error`.
 *
 * @example
 * ```tsx
 * <CameraPicker />
 * ```
 */
export const CameraPicker = /* @__PURE__ */ named(
  'CameraPicker',
  /* @__PURE__ */ forwardRef<HTMLSelectElement, DevicePickerProps>(function CameraPicker(props, ref) {
    const session = useRealtimeSession();
    const stream = useRealtimeState((state) => state.localStream);
    const { cameras, refresh } = useMediaDevices();
    const [chosen, setChosen] = useState('');
    const label = useLabel();
    const kind = label('camera', 'Camera');
    // Not every browser tells that labels became known with the permission.
    useEffect(() => {
      if (stream) void refresh();
    }, [stream, refresh]);

    const named = cameras.filter(({ deviceId }) => deviceId);
    // Before the start there is what was chosen. With a picture of your own there is none, so that each can be chosen.
    const shown = stream ? stream.getVideoTracks()[0]?.getSettings().deviceId : chosen;
    const value = named.find(({ deviceId }) => deviceId === shown)?.deviceId ?? '';
    return (
      <DeviceSelect
        aria-disabled={named.length === 0 || undefined}
        {...props}
        ref={ref}
        kind={kind}
        devices={named}
        others={value === '' && <option value="">{kind}</option>}
        value={value}
        setChosen={setChosen}
        open={session.setInput}
      />
    );
  }),
);
