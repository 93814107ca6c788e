// What a page loads before it needs more, min+gzip: chunks that come later are not counted, but for the entries that say so.
const EXTERNAL = [
  'react',
  'react-dom',
  'react/jsx-runtime',
  '@tanstack/react-query',
  '@decartai/sdk',
  'livekit-client',
  'idb-keyval',
  'mediabunny',
];
const LATER = [
  './engine-*',
  './clientAuth-*',
  './api-*',
  './runViewer-*',
  './sdkCalls-*',
  './loadImage-*',
  './captureInput-*',
  './screenError-*',
  './managedQueue-*',
  './InputPreviewBox-*',
  './LiveNotesContent-*',
  './texts-*',
  './BeforeAfterSlider-*',
  './StatsList-*',
  './download-*',
  './remux-*',
  './mixSound-*',
  './recordedFiles-*',
  './cutAtNewSize-*',
];
const HOOK_KB = 9.4;
const PART_KB = HOOK_KB + 3.65;
/** What takes dropped and pasted files, from the first moment on: without it, a dropped file replaces the page. */
const HEAVY_PART_KB = { ReferenceImage: HOOK_KB + 4.45 };

/** Each of these alone, in a session of the user's own. */
const PARTS = [
  'BeforeAfter',
  'BeforeAfterButton',
  'CameraPicker',
  'FlipCameraButton',
  'FullscreenButton',
  'InputPreview',
  'InputVideo',
  'MicrophonePicker',
  'MirrorSwitch',
  'OutputVideo',
  'PictureInPictureButton',
  'ProblemMessage',
  'PromptBox',
  'QualityIndicator',
  'RecordButton',
  'ReferenceImage',
  'SessionTime',
  'SnapshotButton',
  'StartStopButton',
  'StatsButton',
  'StatsPanel',
  'StatusMessage',
  'VideoStage',
  'VolumeControl',
];

const budget = (name, names, kilobytes, ignore = [...EXTERNAL, ...LATER], parts = '') => ({
  name,
  path: 'dist/index.js',
  import: { 'dist/index.js': `{ ${names} }`, ...(parts && { 'dist/parts.js': `{ ${parts} }` }) },
  limit: `${kilobytes} KB`,
  gzip: true,
  ignore,
});

export default [
  budget('provider + useRealtimeStream', 'DecartProvider, useRealtimeStream', HOOK_KB),
  budget(
    'provider + useRealtimeStream, once a session is started',
    'DecartProvider, useRealtimeStream',
    32.35,
    [...EXTERNAL, ...LATER.filter((chunk) => chunk !== './engine-*' && chunk !== './clientAuth-*')],
  ),
  budget('provider + RealtimeVideo', 'DecartProvider, RealtimeVideo', 14.8),
  budget(
    'provider + RealtimeVideo with every control',
    'DecartProvider, RealtimeVideo, RealtimeControls',
    26.6,
  ),
  ...PARTS.map((part) =>
    budget(
      `provider + useRealtimeStream + ${part}`,
      'DecartProvider, useRealtimeStream',
      HEAVY_PART_KB[part] ?? PART_KB,
      undefined,
      `RealtimeStreamProvider, ${part}`,
    ),
  ),
  budget('useProcess', 'useProcess', 4.2),
  budget('useProcess, useQueue, useJob, useFileUpload', 'useProcess, useQueue, useJob, useFileUpload', 7),
];
