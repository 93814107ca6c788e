// The SDK's types that our own types mention: the SDK is our dependency, which not every package manager lets an app
// import.
export type {
  ConnectionQualityReport,
  FileReference,
  ImageModels,
  RealTimeModels,
  VideoModels,
  WebRTCStats,
} from '@decartai/sdk';
export type { SessionQueue } from './auth/managedQueue';
export type { DecartToken, GetToken, QueuedToken, TokenFetcher, TokenRequest } from './auth/token';
export type { AuthMode, CurrentToken, GetTokenOptions } from './auth/tokenSource';
export type { SnapshotOptions } from './capture/grabFrame';
export type { PictureSource } from './capture/pictureSource';
export type { RecorderOptions, RecorderState, Recording } from './capture/recorder';
export type { RecordingPart } from './capture/recordFile';
export type { DecartClient } from './client/decartClient';
export type { Quota } from './client/readQuota';
export { DecartErrorBoundary, type DecartErrorBoundaryProps } from './components/DecartErrorBoundary';
export { type Editor, useEditor } from './components/editor/editor';
export { ImageEditor, type ImageEditorProps } from './components/ImageEditor';
export { RealtimeControls, type RealtimeControlsProps } from './components/RealtimeControls';
export { RealtimeVideo, type RealtimeVideoProps } from './components/RealtimeVideo';
export { StreamViewer, type StreamViewerProps } from './components/StreamViewer';
export { useErrorText } from './components/text/useErrorText';
export { VideoEditor, type VideoEditorProps } from './components/VideoEditor';
export type { ConnectivityOptions, ConnectivityState } from './connectivity/connectivityCheck';
export type { ReadyCheckName, ReadyCheckResult } from './connectivity/readyCheck';
export { type DecartErrorCode, ERROR_CODES } from './errors/codes';
export { DecartError, type DecartErrorOptions } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
export { useConnectionQuality } from './hooks/useConnectionQuality';
export { type UseConnectivityCheckResult, useConnectivityCheck } from './hooks/useConnectivityCheck';
export { useGenerationSeconds } from './hooks/useGenerationSeconds';
export { type UseMediaDevicesResult, useMediaDevices } from './hooks/useMediaDevices';
export { useObjectUrl } from './hooks/useObjectUrl';
export {
  type ReadyCheckItem,
  type ReadyCheckOptions,
  type UseReadyCheckResult,
  useReadyCheck,
} from './hooks/useReadyCheck';
export { useRealtimeSession } from './hooks/useRealtimeSession';
export { useRealtimeState } from './hooks/useRealtimeState';
export { useRealtimeStats } from './hooks/useRealtimeStats';
export { type UseRealtimeStreamResult, useRealtimeStream } from './hooks/useRealtimeStream';
export { type UseRecorderOptions, type UseRecorderResult, useRecorder } from './hooks/useRecorder';
export { useSecondsLeft } from './hooks/useSecondsLeft';
export { type UseSessionEndingResult, useSessionEnding } from './hooks/useSessionEnding';
export { type UseSnapshotResult, useSnapshot } from './hooks/useSnapshot';
export { type UseStreamViewerResult, useStreamViewer } from './hooks/useStreamViewer';
export { useUsage } from './hooks/useUsage';
export { type UseVideoRefResult, useVideoRef } from './hooks/useVideoRef';
export type { CompleteLabels, ErrorLabels, LabelKey, Labels } from './labels/labels';
export type { LimitOptions, LimitReason } from './limits/nextLimit';
export type { SessionEnding } from './limits/sessionLimits';
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
export { type UseQuotaOptions, type UseQuotaResult, useQuota } from './query/useQuota';
export type {
  EndReason,
  GenerationEnd,
  QueueState,
  RealtimePhase,
  RealtimeStatus,
} from './realtime/machine';
export { isActive, isLive } from './realtime/machine';
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
export type { Usage } from './usage/sessionUsage';
export type { UsageTotals } from './usage/usageMeter';
export type { ViewerStatus } from './viewer/machine';
export type { StreamViewerOptions, ViewerSession, ViewerSnapshot } from './viewer/types';
