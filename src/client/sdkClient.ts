import { createDecartClient, type Logger, noopLogger } from '@decartai/sdk';
import { version } from '../../package.json';
import { resolveUrl } from '../auth/resolveUrl';
import type { ClientCore } from './clientCore';
import { trimSlash } from './trimSlash';

/** The SDK's own client. */
export type SdkClient = ReturnType<typeof createDecartClient>;

/** Makes an SDK client that uses a token, or the proxy when there is no token. */
export function createSdkClient(
  { config, logger: usual }: ClientCore,
  apiKey: string | undefined,
  logger: Logger = usual,
): SdkClient {
  const { baseUrl, realtimeBaseUrl, telemetry, integration = `decart-react/${version}` } = config;
  const shared = {
    integration,
    logger,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(realtimeBaseUrl !== undefined && { realtimeBaseUrl }),
    ...(telemetry !== undefined && { telemetry }),
  };
  if (apiKey !== undefined) return createDecartClient({ ...shared, apiKey });
  return createDecartClient({ ...shared, proxy: absolute(config.proxy ?? '/') });
}

/** The SDK sends a viewer's request only to an `http(s)` URL, so in a page a path is made absolute. */
function absolute(proxy: string): string {
  return trimSlash(resolveUrl(proxy)?.href ?? proxy);
}

// Without a room: the SDK decodes it first of all.
const NO_ROOM = btoa(JSON.stringify({ room_name: '-' }));

let loading: Promise<void> | undefined;

/**
 * Loads livekit-client, which the SDK would load when it joins a room: the SDK's own copy, even if the app has another. A
 * viewer loads it first; then it refuses a relative URL before it sends anything. Never rejects.
 */
export function preloadLiveKit(): Promise<void> {
  loading ??= quietly(async () => {
    const { realtime } = createDecartClient({ proxy: '/', logger: noopLogger, telemetry: false });
    await realtime.subscribe({ token: NO_ROOM, onRemoteStream() {} }).catch(() => {});
  });
  return loading;
}

// Where LiveKit's logger looks for a log level: an item of this name in `localStorage`.
const LOG_LEVEL = 'loglevel:livekit';

/**
 * Keeps LiveKit's reports of every step out of the console, unless somebody has chosen a log level. Nothing is stored:
 * `localStorage` inherits the item, and only while LiveKit is loaded. `setLogLevel` of the SDK's copy would do the same,
 * but nobody else can import that copy.
 */
async function quietly(load: () => Promise<void>): Promise<void> {
  const { Storage: storage } = globalThis;
  if (hasChosenLevel()) return load();
  if (storage) Object.defineProperty(storage.prototype, LOG_LEVEL, { value: 'WARN', configurable: true });
  await load();
  if (storage) Reflect.deleteProperty(storage.prototype, LOG_LEVEL);
}

function hasChosenLevel(): boolean {
  try {
    return localStorage.getItem(LOG_LEVEL) !== null;
  } catch {
    // There is no storage, or it isn't allowed: the logger finds no level there either.
    return false;
  }
}
