import { BeforeAfterButton } from './controls/BeforeAfterButton';
import { CameraPicker } from './controls/CameraPicker';
import { ControlRow, ControlSpacer } from './controls/ControlBar';
import { FlipCameraButton } from './controls/FlipCameraButton';
import { FullscreenButton } from './controls/FullscreenButton';
import { MicrophonePicker } from './controls/MicrophonePicker';
import { MirrorSwitch } from './controls/MirrorSwitch';
import { PictureInPictureButton } from './controls/PictureInPictureButton';
import { QualityIndicator } from './controls/QualityIndicator';
import { RecordButton, type RecordButtonProps } from './controls/RecordButton';
import { ReferenceImage } from './controls/ReferenceImage';
import { ScreenShareButton } from './controls/ScreenShareButton';
import { SessionTime, type SessionTimeProps } from './controls/SessionTime';
import { SnapshotButton, type SnapshotButtonProps } from './controls/SnapshotButton';
import { StatsButton } from './controls/StatsButton';
import { VolumeControl } from './controls/VolumeControl';
import { PromptBox, type PromptBoxProps } from './prompt/PromptBox';

export interface RealtimeControlsProps
  extends Pick<PromptBoxProps, 'presets'>,
    Pick<RecordButtonProps, 'onRecorded' | 'onPart' | 'onChunk'>,
    Pick<SnapshotButtonProps, 'onSnapshot'>,
    Pick<SessionTimeProps, 'limitSeconds'> {}

/**
 * All controls, for `<RealtimeVideo controls>`. To show only some of them, list the parts instead.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls presets={['oil painting', 'neon city']} />} />
 * ```
 */
export function RealtimeControls({ presets, limitSeconds, onSnapshot, ...recording }: RealtimeControlsProps) {
  return (
    <>
      <ReferenceImage />
      <PromptBox presets={presets} />
      <ControlRow>
        <CameraPicker />
        <FlipCameraButton />
        <ScreenShareButton />
        <MicrophonePicker />
        <MirrorSwitch />
        <BeforeAfterButton />
        <SnapshotButton onSnapshot={onSnapshot} />
        <RecordButton {...recording} />
        <ControlSpacer />
        <SessionTime limitSeconds={limitSeconds} />
        <QualityIndicator />
        <StatsButton />
        <VolumeControl />
        <PictureInPictureButton />
        <FullscreenButton />
      </ControlRow>
    </>
  );
}
