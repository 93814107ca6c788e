import type { DecartError } from '../../errors/DecartError';
import { useSession } from '../../hooks/sessionContext';
import { usePicked } from '../../hooks/usePicked';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { IDLE_SNAPSHOT } from '../../realtime/snapshot';
import type { RealtimeSession, RealtimeSnapshot } from '../../realtime/types';
import type { OwnProps } from '../part/Part';
import { actionProps } from './buttonProps';
import { useNamedDevices } from './devicePicker';
import { useAttempt } from './useAttempt';

/** Where a camera faces: `user` is a phone's front camera, `environment` its rear camera. */
export type CameraFacing = 'user' | 'environment';

/** Options for {@link useFlipCamera}. */
export interface FlipCameraOptions {
  /** The `session` of `useRealtimeStream`. @defaultValue the enclosing root's session */
  session?: RealtimeSession | undefined;
  /** Called with the side that the camera faces now. */
  onFlip?: ((facing: CameraFacing) => void) | undefined;
  /**
   * Called when the other camera couldn't be opened. The previous camera is opened again, and `<ProblemMessage>` shows
   * the problem.
   */
  onError?: ((error: DecartError) => void) | undefined;
}

/** What {@link useFlipCamera} returns. */
export interface FlipCameraResult {
  /** Where the open camera faces; `null` if it doesn't say, as on most computers, and before the start. */
  facing: CameraFacing | null;
  /** Whether the user can flip: the open camera reports where it faces, and another camera may face the other side. */
  isAvailable: boolean;
  /**
   * Closes the camera and opens the one on the other side: phones can't open two. Does nothing unless `isAvailable`. Never
   * rejects.
   */
  flip: () => Promise<void>;
  /** `pending` while the other camera is being opened. */
  status: 'idle' | 'pending' | 'error';
  /** For a `<button>`. */
  buttonProps: OwnProps<'button'>;
}

const camera = (state: RealtimeSnapshot) => state.localStream?.getVideoTracks()[0];

function facingOf(track: MediaStreamTrack | undefined): CameraFacing | null {
  const { facingMode } = track?.getSettings() ?? {};
  return facingMode === 'user' || facingMode === 'environment' ? facingMode : null;
}

const OTHER_SIDE = { user: 'environment', environment: 'user' } as const;

/** Not every browser reports where a camera faces before it is open. */
function mayFace(device: MediaDeviceInfo, side: CameraFacing): boolean {
  if (typeof InputDeviceInfo !== 'function' || !(device instanceof InputDeviceInfo)) return true;
  const { facingMode } = device.getCapabilities?.() ?? {};
  return facingMode?.includes(side) ?? true;
}

/**
 * Switches between the front and the rear camera of a phone; a live session continues, with black for a moment.
 *
 * @example
 * ```tsx
 * function Flip() {
 *   const { isAvailable, facing, buttonProps } = useFlipCamera();
 *   return isAvailable && <MyButton variant="ghost" {...buttonProps}>{facing === 'user' ? 'Rear' : 'Front'}</MyButton>;
 * }
 * ```
 */
export function useFlipCamera(options: FlipCameraOptions = {}): FlipCameraResult {
  const session = useSession(options.session, 'FlipCameraButton');
  const track = usePicked(session, camera, IDLE_SNAPSHOT);
  const { devices } = useNamedDevices('cameras', track);
  const label = useLabel();
  const facing = facingOf(track);
  const { status, attempt } = useAttempt(facing);
  const isPending = status === 'pending';
  const next = facing && OTHER_SIDE[facing];
  const canFlip = devices.length > 1 && next !== null && devices.some((device) => mayFace(device, next));

  const flip = async () => {
    if (!canFlip || isPending) return;
    await attempt({
      async action() {
        await session.setInput({ facingMode: { exact: next } });
      },
      onDone() {
        // Another input may have been chosen meanwhile.
        if (facingOf(camera(session.getSnapshot())) === next) options.onFlip?.(next);
      },
      onFailed: (error) => options.onError?.(error),
    });
  };
  return {
    facing,
    // During the switch, the track is gone for a moment.
    isAvailable: isPending || canFlip,
    flip,
    status,
    buttonProps: {
      ...actionProps({
        label: label('flipCamera', en.flipCamera),
        isAvailable: canFlip && !isPending,
        act: () => void flip(),
      }),
      'data-facing': facing ?? undefined,
    },
  };
}
