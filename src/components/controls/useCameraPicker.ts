import { useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import { useRememberedDevice } from '../../hooks/useRememberedDevice';
import * as en from '../../labels/english';
import { isAnyCamera } from '../../media/mediaInput';
import { useLabel } from '../../provider/labels';
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

const localStream = (state: RealtimeSnapshot) => state.localStream;

/**
 * Lets the user choose the camera; a live session continues with the new one, without a reconnect. There are no options
 * until the camera is allowed: before that, browsers don't name cameras.
 *
 * @example
 * ```tsx
 * function Cameras() {
 *   const { options, value, setValue } = useCameraPicker();
 *   return options.map((camera) => (
 *     <button key={camera.value} aria-pressed={camera.value === value} onClick={() => void setValue(camera.value)}>
 *       {camera.label}
 *     </button>
 *   ));
 * }
 * ```
 */
export function useCameraPicker(options: DevicePickerOptions = {}): DevicePicker {
  const session = useSession(options.session, 'CameraPicker');
  const stream = usePicked(session, localStream, IDLE_SNAPSHOT);
  const { devices } = useNamedDevices('cameras', stream);
  const { choice, deviceId } = useChoice(session.inputStore);
  const remembered = useRememberedDevice('camera');
  const kind = useLabel()('camera', en.camera);
  // Before the start, this is the camera that a start opens. If the app passes its own video, no camera is in use: then
  // every option can be selected.
  const chosen = isAnyCamera(choice) ? remembered : deviceId;
  const current = stream ? stream.getVideoTracks()[0]?.getSettings().deviceId : chosen;
  const value = devices.find(({ deviceId }) => deviceId === current)?.deviceId ?? '';
  const none = value === '' ? [{ value: '', label: kind }] : [];
  return useDevicePicker(
    {
      kind,
      options: [...none, ...toOptions(devices, kind)],
      value,
      open: session.setInput,
      isAvailable: devices.length > 0,
    },
    options,
  );
}
