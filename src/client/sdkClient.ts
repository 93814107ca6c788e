import { createDecartClient, type Logger } from '@decartai/sdk';
import { version } from '../../package.json';
import type { ClientConfig } from './clientCore';

/** The SDK's own client. */
export type SdkClient = ReturnType<typeof createDecartClient>;

/** Makes an SDK client that uses a token, or the proxy when there is no token. */
export function createSdkClient(config: ClientConfig, apiKey: string | undefined, logger: Logger): SdkClient {
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

/** The SDK sends a viewer's request to an `http(s)` address only, so a path is made absolute where there is a page. */
function absolute(proxy: string): string {
  return trimSlash(typeof location === 'undefined' ? proxy : new URL(proxy, location.href).href);
}

/** Addresses and paths are joined as they are, by the SDK too. */
export function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
