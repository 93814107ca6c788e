// What a React Server Component gets when it imports `decart-react`. Plain functions come from here, so that they can be
// called on the server; everything else is a reference into the client entry, which is a module of its own in dist. One
// name at a time: `export *` is not supported across a client boundary.
export { DecartError } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
export {
  DecartProvider,
  FullscreenButton,
  InputPreview,
  InputVideo,
  OutputVideo,
  RealtimeRoot,
  RealtimeStreamProvider,
  RealtimeVideo,
  Stage,
  StartStopButton,
  StatusMessage,
  useConnectionQuality,
  useDecartClient,
  useFile,
  useFileUpload,
  useGenerationSeconds,
  useJob,
  useObjectUrl,
  useProcess,
  useQueue,
  useRealtimeSession,
  useRealtimeState,
  useRealtimeStats,
  useRealtimeStream,
  useVideoRef,
} from './index.js';
export { checkMedia, mediaLimits } from './query/checks';
export { decartKeys } from './query/queryKeys';
