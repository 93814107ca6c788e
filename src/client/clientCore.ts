import type { Logger } from '@decartai/sdk';
import type { AuthSource } from '../auth/authSource';
import type { TokenFetcher } from '../auth/token';
import type { DecartError } from '../errors/DecartError';
import type { DecartClient } from './decartClient';
import type { SdkClient } from './sdkClient';

/** What decides where a client connects to. Another value of any of these needs another client. */
export interface ConnectionOptions {
  /** The path (`/api/decart`) or URL of a proxy that holds the key, such as `createProxyHandler`. */
  proxy?: string | undefined;
  /** @defaultValue `https://api.decart.ai` */
  baseUrl?: string | undefined;
  /** @defaultValue `wss://api3.decart.ai` */
  realtimeBaseUrl?: string | undefined;
  /** How the app names itself to Decart. @defaultValue `decart-react/<version>` */
  integration?: string | undefined;
  /** `false` turns the SDK's telemetry off. @defaultValue true */
  telemetry?: boolean | undefined;
}

/** What may change at any time without resetting anything: the newest counts. */
export interface LatestOptions {
  /** Where client tokens come from. */
  getToken?: TokenFetcher | undefined;
  /** Lets a permanent key (`dct_…`, `sk-…`) be used in a browser, where everybody can read it. @defaultValue false */
  dangerouslyAllowPermanentKey?: boolean | undefined;
  /** @defaultValue warnings and errors to the console */
  logger?: Logger | undefined;
  /** Told of every error that a hook reports. */
  onError?: ((error: DecartError) => void) | undefined;
}

export type ClientOptions = ConnectionOptions & LatestOptions;

/** What a provider holds: the client, and what the hooks' engines need besides it. */
export interface ClientCore {
  /** The public client. */
  readonly client: DecartClient;
  readonly auth: AuthSource;
  readonly config: Readonly<ConnectionOptions>;
  /** Forwards to the newest `logger`. */
  readonly logger: Logger;
  /** An SDK client that uses this token and no proxy. */
  sdk(apiKey: string, logger?: Logger): SdkClient;
  /** Tells the newest `onError`; being aborted is no error. */
  reportError(error: DecartError): void;
  /** Hands in the newest callbacks. */
  update(options: LatestOptions): void;
  dispose(): void;
}
