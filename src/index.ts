export type { AuthMode, CurrentToken, GetTokenOptions } from './auth/authSource';
export type { DecartToken, GetToken, TokenFetcher } from './auth/token';
export type { DecartClient } from './client/decartClient';
export type { ControlButtonProps } from './components/controls/ControlButton';
export { FullscreenButton } from './components/controls/FullscreenButton';
export type { Labels } from './components/labels';
export { Stage, type StageProps } from './components/player/Stage';
export { RealtimeVideo, type RealtimeVideoProps } from './components/RealtimeVideo';
export type { AsChild } from './components/Slot';
export { RealtimeRoot, type RealtimeRootProps } from './components/session/RealtimeRoot';
export {
  RealtimeStreamProvider,
  type RealtimeStreamProviderProps,
} from './components/session/RealtimeStreamProvider';
export { StartStopButton, type StartStopButtonProps } from './components/session/StartStopButton';
export { StatusMessage, type StatusMessageProps } from './components/session/StatusMessage';
export { useRealtimeSession, useRealtimeState } from './components/session/sessionContext';
export { type Corner, InputPreview, type InputPreviewProps } from './components/video/InputPreview';
export { InputVideo, type InputVideoProps } from './components/video/InputVideo';
export { OutputVideo, type OutputVideoProps } from './components/video/OutputVideo';
export type { DecartErrorCode } from './errors/codes';
export { DecartError, type DecartErrorOptions } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
export { useConnectionQuality } from './hooks/useConnectionQuality';
export { useGenerationSeconds } from './hooks/useGenerationSeconds';
export { useRealtimeStats } from './hooks/useRealtimeStats';
export { type UseRealtimeStreamResult, useRealtimeStream } from './hooks/useRealtimeStream';
export { type UseVideoRefResult, useVideoRef } from './hooks/useVideoRef';
export type { MicrophoneInput, VideoInput } from './media/mediaInput';
export type { Mirror } from './media/mirrorTrack';
export { DecartProvider, type DecartProviderProps } from './provider/DecartProvider';
export { useDecartClient } from './provider/useDecartClient';
export {
  checkMedia,
  type MediaCheck,
  type MediaField,
  type MediaLimits,
  mediaLimits,
} from './query/checks';
export { decartKeys } from './query/queryKeys';
export type { InputCheck } from './query/requests';
export { type UseFileOptions, type UseFileResult, useFile } from './query/useFile';
export {
  type UploadVariables,
  type UseFileUploadOptions,
  type UseFileUploadResult,
  useFileUpload,
} from './query/useFileUpload';
export { type UseJobOptions, type UseJobResult, useJob } from './query/useJob';
export { useObjectUrl } from './query/useObjectUrl';
export { type UseProcessOptions, type UseProcessResult, useProcess } from './query/useProcess';
export { type UseQueueOptions, type UseQueueResult, useQueue } from './query/useQueue';
export type {
  ImageFileInput,
  MediaFileInput,
  ProcessVariables,
  QueueVariables,
  VideoFileInput,
} from './query/variables';
export type { ReconnectPolicy } from './realtime/backoff';
export type { GenerationEnd, RealtimePhase, RealtimeStatus } from './realtime/machine';
export type { RealtimeModel } from './realtime/resolveModel';
export type { RealtimeOptions, RealtimeSession, RealtimeSnapshot, SetOptions } from './realtime/types';
export type { ImageInput, PromptStatus, WishOutcome } from './realtime/wantedState';
