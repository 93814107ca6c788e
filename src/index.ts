// What our own types speak of: the SDK is a dependency of ours, which not every package manager lets an app import.
export type {
  ConnectionQualityReport,
  FileReference,
  ImageModels,
  RealTimeModels,
  VideoModels,
  WebRTCStats,
} from '@decartai/sdk';
export type { DecartToken, GetToken, TokenFetcher } from './auth/token';
export type { AuthMode, CurrentToken, GetTokenOptions } from './auth/tokenSource';
export type { SnapshotOptions } from './capture/grabFrame';
export type { PictureSource } from './capture/pictureSource';
export type { RecorderOptions, RecorderState } from './capture/recorder';
export type { Recording } from './capture/recordFile';
export type { DecartClient } from './client/decartClient';
export { BeforeAfterButton } from './components/controls/BeforeAfterButton';
export { CameraPicker } from './components/controls/CameraPicker';
export type { ControlButtonProps } from './components/controls/ControlButton';
export type { DevicePickerProps } from './components/controls/DeviceSelect';
export { FullscreenButton } from './components/controls/FullscreenButton';
export { MicrophonePicker } from './components/controls/MicrophonePicker';
export { MirrorSwitch } from './components/controls/MirrorSwitch';
export { PictureInPictureButton } from './components/controls/PictureInPictureButton';
export { PromptBox, type PromptBoxProps, type PromptPreset } from './components/controls/PromptBox';
export { QualityIndicator, type QualityIndicatorProps } from './components/controls/QualityIndicator';
export { RecordButton, type RecordButtonProps } from './components/controls/RecordButton';
export { ReferenceImage, type ReferenceImageProps } from './components/controls/ReferenceImage';
export { SessionTime, type SessionTimeProps } from './components/controls/SessionTime';
export { SnapshotButton, type SnapshotButtonProps } from './components/controls/SnapshotButton';
export { StatsButton } from './components/controls/StatsButton';
export { StatsPanel, type StatsPanelProps } from './components/controls/StatsPanel';
export { VolumeControl, type VolumeControlProps } from './components/controls/VolumeControl';
export { DecartErrorBoundary, type DecartErrorBoundaryProps } from './components/DecartErrorBoundary';
export { ImageEditor, type ImageEditorProps } from './components/ImageEditor/ImageEditor';
export { ImageEditorRoot, type ImageEditorRootProps } from './components/ImageEditor/ImageEditorRoot';
export type { ErrorLabels, Labels } from './components/labels';
export { Comparison, type ComparisonProps } from './components/media/Comparison';
export { DropZone, type DropZoneProps } from './components/media/DropZone';
export {
  EditorDownload,
  type EditorDownloadProps,
  EditorSubmit,
  type EditorSubmitProps,
} from './components/media/EditorActions';
export type { EditorOptions } from './components/media/EditorForm';
export { EditorPrompt, type EditorPromptProps } from './components/media/EditorPrompt';
export { EditorReference } from './components/media/EditorReference';
export { EditorResult, type EditorResultProps } from './components/media/EditorResult';
export { type EditorPartDropZoneProps, EditorSource } from './components/media/EditorSource';
export { EditorStatus, type EditorStatusProps } from './components/media/EditorStatus';
export { type Editor, useEditor } from './components/media/editor';
export type { MediaLabels } from './components/media/mediaLabels';
export { ProblemMessage, type ProblemMessageProps } from './components/player/ProblemMessage';
export { Stage, type StageProps } from './components/player/Stage';
export { RealtimeControls, type RealtimeControlsProps } from './components/RealtimeControls';
export { RealtimeVideo, type RealtimeVideoProps } from './components/RealtimeVideo';
export type { AsChild } from './components/Slot';
export { StreamViewer, type StreamViewerProps } from './components/StreamViewer';
export { RealtimeRoot, type RealtimeRootProps } from './components/session/RealtimeRoot';
export {
  RealtimeStreamProvider,
  type RealtimeStreamProviderProps,
} from './components/session/RealtimeStreamProvider';
export { StartStopButton, type StartStopButtonProps } from './components/session/StartStopButton';
export { StatusMessage, type StatusMessageProps } from './components/session/StatusMessage';
export { useRealtimeSession, useRealtimeState } from './components/session/sessionContext';
export { VideoEditor, type VideoEditorProps } from './components/VideoEditor/VideoEditor';
export { VideoEditorRoot, type VideoEditorRootProps } from './components/VideoEditor/VideoEditorRoot';
export { BeforeAfter, type BeforeAfterProps } from './components/video/BeforeAfter';
export { type Corner, InputPreview, type InputPreviewProps } from './components/video/InputPreview';
export { InputVideo, type InputVideoProps } from './components/video/InputVideo';
export { OutputVideo, type OutputVideoProps } from './components/video/OutputVideo';
export type { ConnectivityOptions, ConnectivityState } from './connectivity/connectivityCheck';
export type { DecartErrorCode } from './errors/codes';
export { DecartError, type DecartErrorOptions } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
export { useConnectionQuality } from './hooks/useConnectionQuality';
export { type UseConnectivityCheckResult, useConnectivityCheck } from './hooks/useConnectivityCheck';
export { useGenerationSeconds } from './hooks/useGenerationSeconds';
export { type UseMediaDevicesResult, useMediaDevices } from './hooks/useMediaDevices';
export { useObjectUrl } from './hooks/useObjectUrl';
export { useRealtimeStats } from './hooks/useRealtimeStats';
export { type UseRealtimeStreamResult, useRealtimeStream } from './hooks/useRealtimeStream';
export { type UseRecorderResult, useRecorder } from './hooks/useRecorder';
export { type UseSnapshotResult, useSnapshot } from './hooks/useSnapshot';
export { type UseStreamViewerResult, useStreamViewer } from './hooks/useStreamViewer';
export { type UseVideoRefResult, useVideoRef } from './hooks/useVideoRef';
export type { InputStatus } from './media/inputStatus';
export type { DeviceList } from './media/mediaDevices';
export type { MicrophoneInput, VideoInput } from './media/mediaInput';
export type { Mirror } from './media/mirrorTrack';
export { prepareReferenceImage, type ReferenceImageOptions } from './media/prepareReferenceImage';
export { DecartProvider, type DecartProviderProps } from './provider/DecartProvider';
export { useDecartClient } from './provider/useDecartClient';
export { decartKeys } from './query/queryKeys';
export { type UseFileOptions, type UseFileResult, useFile } from './query/useFile';
export {
  type UploadVariables,
  type UseFileUploadOptions,
  type UseFileUploadResult,
  useFileUpload,
} from './query/useFileUpload';
export { type UseJobOptions, type UseJobResult, useJob } from './query/useJob';
export { type UseProcessOptions, type UseProcessResult, useProcess } from './query/useProcess';
export { type UseQueueOptions, type UseQueueResult, useQueue } from './query/useQueue';
export type {
  EndReason,
  GenerationEnd,
  QueueState,
  RealtimePhase,
  RealtimeStatus,
} from './realtime/machine';
export type { OpenRealtimeModel, RealtimeModel } from './realtime/model';
export type { SetOptions } from './realtime/promptUpdates';
export type { RealtimeOptions, RealtimeSession, RealtimeSnapshot } from './realtime/types';
export type { ImageInput, PromptStatus, UpdateResult } from './realtime/update';
export type { ReconnectPolicy } from './reconnect/backoff';
export {
  checkMedia,
  type InputCheck,
  type MediaCheck,
  type MediaField,
  type MediaLimits,
  mediaLimits,
} from './requests/checks';
export type {
  ImageFileInput,
  MediaFileInput,
  ProcessVariables,
  QueueVariables,
  VideoFileInput,
} from './requests/variables';
export type { ViewerStatus } from './viewer/machine';
export type { StreamViewerOptions, ViewerSession, ViewerSnapshot } from './viewer/types';
