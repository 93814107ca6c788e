import { BeforeAfterButton } from './controls/BeforeAfterButton';
import { CameraPicker } from './controls/CameraPicker';
import { FullscreenButton } from './controls/FullscreenButton';
import { MicrophonePicker } from './controls/MicrophonePicker';
import { MirrorSwitch } from './controls/MirrorSwitch';
import { PictureInPictureButton } from './controls/PictureInPictureButton';
import { PromptBox, type PromptBoxProps } from './controls/PromptBox';
import { QualityIndicator } from './controls/QualityIndicator';
import { RecordButton, type RecordButtonProps } from './controls/RecordButton';
import { ReferenceImage } from './controls/ReferenceImage';
import { SessionTime } from './controls/SessionTime';
import { SnapshotButton, type SnapshotButtonProps } from './controls/SnapshotButton';
import { StatsButton } from './controls/StatsButton';
import { VolumeControl } from './controls/VolumeControl';

export interface RealtimeControlsProps
  extends Pick<PromptBoxProps, 'presets'>,
    Pick<RecordButtonProps, 'onRecorded' | 'onChunk'>,
    Pick<SnapshotButtonProps, 'onSnapshot'> {
  /** The time limit of your tokens, in seconds. */
  limit?: number | undefined;
}

/**
 * Every control there is, for `<RealtimeVideo controls>`. For a choice of them, list the parts instead.
 *
 * @example
 * ```tsx
 * <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls presets={['oil painting', 'neon city']} />} />
 * ```
 */
export function RealtimeControls({ presets, limit, onSnapshot, ...recording }: RealtimeControlsProps) {
  return (
    <>
      <ReferenceImage />
      <PromptBox presets={presets} />
      <div className="decart-row">
        <CameraPicker />
        <MicrophonePicker />
        <MirrorSwitch />
        <BeforeAfterButton />
        <SnapshotButton onSnapshot={onSnapshot} />
        <RecordButton {...recording} />
        <span className="decart-space" />
        <SessionTime limit={limit} />
        <QualityIndicator />
        <StatsButton />
        <VolumeControl />
        <PictureInPictureButton />
        <FullscreenButton />
      </div>
    </>
  );
}
