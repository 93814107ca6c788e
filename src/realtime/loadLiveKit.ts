/** Loads livekit-client, which the SDK would load only when a room is joined. */
export async function loadLiveKit(): Promise<void> {
  const { getLogger, LoggerNames } = await import('livekit-client');
  // It tells of every step, some of them over several lines. A level that the app has set (`setLogLevel`) goes first.
  getLogger(LoggerNames.Default).setDefaultLevel('warn');
}
