// `decart-react/parts`: the building blocks of the ready-made components, each separate, and the hooks behind most of them.
export { BeforeAfterButton, type BeforeAfterButtonProps } from './components/controls/BeforeAfterButton';
export { CameraPicker, type CameraPickerProps } from './components/controls/CameraPicker';
export {
  ControlBar,
  type ControlBarProps,
  ControlRow,
  type ControlRowProps,
  ControlSpacer,
  type ControlSpacerProps,
} from './components/controls/ControlBar';
export {
  type ButtonPartProps,
  ControlButton,
  type ControlButtonProps,
} from './components/controls/ControlButton';
export type {
  DeviceOption,
  DevicePicker,
  DevicePickerOptions,
  DevicePickerProps,
} from './components/controls/devicePicker';
export { FlipCameraButton, type FlipCameraButtonProps } from './components/controls/FlipCameraButton';
export { FullscreenButton, type FullscreenButtonProps } from './components/controls/FullscreenButton';
export { MicrophonePicker, type MicrophonePickerProps } from './components/controls/MicrophonePicker';
export { MirrorSwitch, type MirrorSwitchProps } from './components/controls/MirrorSwitch';
export {
  PictureInPictureButton,
  type PictureInPictureButtonProps,
} from './components/controls/PictureInPictureButton';
export { QualityIndicator, type QualityIndicatorProps } from './components/controls/QualityIndicator';
export { RecordButton, type RecordButtonProps } from './components/controls/RecordButton';
export { ReferenceImage, type ReferenceImageProps } from './components/controls/ReferenceImage';
export { ScreenShareButton, type ScreenShareButtonProps } from './components/controls/ScreenShareButton';
export { SessionTime, type SessionTimeProps } from './components/controls/SessionTime';
export { ShareButton, type ShareButtonProps } from './components/controls/ShareButton';
export { SnapshotButton, type SnapshotButtonProps } from './components/controls/SnapshotButton';
export { StatsButton, type StatsButtonProps } from './components/controls/StatsButton';
export { StatsPanel, type StatsPanelProps } from './components/controls/StatsPanel';
export { UsageMeter, type UsageMeterProps } from './components/controls/UsageMeter';
export { useCameraPicker } from './components/controls/useCameraPicker';
export {
  type CameraFacing,
  type FlipCameraOptions,
  type FlipCameraResult,
  useFlipCamera,
} from './components/controls/useFlipCamera';
export {
  type FullscreenOptions,
  type FullscreenResult,
  useFullscreen,
} from './components/controls/useFullscreen';
export { useMicrophonePicker } from './components/controls/useMicrophonePicker';
export {
  type MirrorSwitchOptions,
  type MirrorSwitchResult,
  useMirrorSwitch,
} from './components/controls/useMirrorSwitch';
export {
  type PictureInPictureOptions,
  type PictureInPictureResult,
  usePictureInPicture,
} from './components/controls/usePictureInPicture';
export {
  type QualityIndicatorOptions,
  type QualityIndicatorResult,
  useQualityIndicator,
} from './components/controls/useQualityIndicator';
export {
  type RecordButtonOptions,
  type RecordButtonResult,
  useRecordButton,
} from './components/controls/useRecordButton';
export {
  type ReferenceImageOptions,
  type ReferenceImageResult,
  useReferenceImage,
} from './components/controls/useReferenceImage';
export {
  type ScreenShareOptions,
  type ScreenShareResult,
  useScreenShareButton,
} from './components/controls/useScreenShareButton';
export {
  type SessionTimeOptions,
  type SessionTimeResult,
  useSessionTime,
} from './components/controls/useSessionTime';
export {
  type ShareButtonOptions,
  type ShareButtonResult,
  useShareButton,
} from './components/controls/useShareButton';
export {
  type SnapshotButtonOptions,
  type SnapshotButtonResult,
  useSnapshotButton,
} from './components/controls/useSnapshotButton';
export {
  type UsageMeterOptions,
  type UsageMeterResult,
  useUsageMeter,
} from './components/controls/useUsageMeter';
export { useVolume, type VolumeOptions, type VolumeResult } from './components/controls/useVolume';
export { VolumeControl, type VolumeControlProps } from './components/controls/VolumeControl';
export {
  EditorDownload,
  type EditorDownloadProps,
  EditorSubmit,
  type EditorSubmitProps,
} from './components/editor/EditorActions';
export type { EditorOptions } from './components/editor/EditorBox';
export { EditorPrompt, type EditorPromptProps } from './components/editor/EditorPrompt';
export { EditorReference, type EditorReferenceProps } from './components/editor/EditorReference';
export { EditorResult, type EditorResultProps } from './components/editor/EditorResult';
export { EditorSource, type EditorSourceProps } from './components/editor/EditorSource';
export { EditorStatus, type EditorStatusProps } from './components/editor/EditorStatus';
export { FileDropZone, type FileDropZoneProps } from './components/editor/FileDropZone';
export { ImageComparison, type ImageComparisonProps } from './components/editor/ImageComparison';
export { ImageEditorRoot, type ImageEditorRootProps } from './components/editor/ImageEditorRoot';
export { VideoEditorRoot, type VideoEditorRootProps } from './components/editor/VideoEditorRoot';
export type { OwnProps, PartOptions, PartProps } from './components/part/Part';
export type { OpenOptions } from './components/part/useOpen';
export { EndingMessage, type EndingMessageProps } from './components/player/EndingMessage';
export type { ErrorActions } from './components/player/ErrorAction';
export { InputMessage, type InputMessageProps } from './components/player/InputMessage';
export type { PlayerLayoutOptions } from './components/player/PlayerLayout';
export { ProblemMessage, type ProblemMessageProps } from './components/player/ProblemMessage';
export type { PlayerSession } from './components/player/player';
export { StartStopButton, type StartStopButtonProps } from './components/player/StartStopButton';
export { StatusMessage, type StatusMessageProps } from './components/player/StatusMessage';
export { StreamViewerRoot, type StreamViewerRootProps } from './components/player/StreamViewerRoot';
export { type ProblemText, useProblemMessage } from './components/player/useProblemMessage';
export { type StartStop, type StartStopOptions, useStartStop } from './components/player/useStartStop';
export {
  type StatusMessageOptions,
  type StatusText,
  useStatusMessage,
} from './components/player/useStatusMessage';
export { VideoOverlay, type VideoOverlayProps } from './components/player/VideoOverlay';
export { VideoStage, type VideoStageProps } from './components/player/VideoStage';
export { PromptBox, type PromptBoxProps } from './components/prompt/PromptBox';
export {
  PromptFeedback,
  type PromptFeedbackProps,
  PromptField,
  type PromptFieldProps,
  PromptPresets,
  type PromptPresetsProps,
  PromptSubmit,
  type PromptSubmitProps,
} from './components/prompt/promptParts';
export {
  type PresetChoice,
  type PromptBoxOptions,
  type PromptBoxResult,
  type PromptPreset,
  usePromptBox,
} from './components/prompt/usePromptBox';
export { ReadyCheck, type ReadyCheckProps } from './components/ready/ReadyCheck';
export { RealtimeRoot, type RealtimeRootProps } from './components/session/RealtimeRoot';
export {
  RealtimeStreamProvider,
  type RealtimeStreamProviderProps,
} from './components/session/RealtimeStreamProvider';
export { BeforeAfter, type BeforeAfterProps } from './components/video/BeforeAfter';
export { type Corner, InputPreview, type InputPreviewProps } from './components/video/InputPreview';
export { InputVideo, type InputVideoProps } from './components/video/InputVideo';
export { OutputVideo, type OutputVideoProps } from './components/video/OutputVideo';
export type { SplitOptions } from './components/video/useSplit';
