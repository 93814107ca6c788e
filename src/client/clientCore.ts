import type { Logger } from '@decartai/sdk';
import type { SessionLine } from '../auth/lateAuth';
import type { SessionQueue } from '../auth/managedQueue';
import type { TokenFetcher } from '../auth/token';
import type { TokenSource } from '../auth/tokenSource';
import type { DecartError } from '../errors/DecartError';
import type { Usage } from '../usage/sessionUsage';
import type { UsageMeter } from '../usage/usageMeter';

/** Where HTTP calls go, unless `baseUrl` is set. */
export const DECART_API = 'https://api.decart.ai';

/** Options that decide where a client connects to. A new value of any of these needs a new client. */
export interface ClientConfig {
  /**
   * The path (`/api/decart`) or URL of a proxy that holds the key, such as `createProxyHandler`. The SDK calls it without
   * `credentials`: at another origin it gets no cookies, so it can't identify the user by them.
   */
  proxy?: string | undefined;
  /** The base URL for images, videos, files and tokens. @defaultValue `https://api.decart.ai` */
  baseUrl?: string | undefined;
  /** The base URL for live sessions. @defaultValue `wss://api3.decart.ai` */
  realtimeBaseUrl?: string | undefined;
  /** The name of the app in requests to Decart. @defaultValue `decart-react/<version>` */
  integration?: string | undefined;
  /** `false` turns the SDK's telemetry off. @defaultValue true */
  telemetry?: boolean | undefined;
}

/** Options that may change at any time without a reset: the newest value applies. */
export interface ClientCallbacks {
  /** Where client tokens come from. */
  getToken?: TokenFetcher | undefined;
  /**
   * A waiting line that Decart keeps for you: live sessions wait in it for their turn, in status `queued`. If it can't be
   * reached, they connect directly. A token route with `sessions` already has a line, and needs none.
   */
  sessionQueue?: SessionQueue | undefined;
  /** Allows a permanent key (`dct_…`, `sk-…`) in a browser, where everybody can read it. @defaultValue false */
  dangerouslyAllowPermanentKey?: boolean | undefined;
  /** Where the SDK and this package log; never a key or a token. @defaultValue warnings and errors go to the console */
  logger?: Logger | undefined;
  /**
   * Keeps the ids of the camera and the microphone that a person chose, in `localStorage` under `decart-react:devices`.
   * They are used at the next visit if the app asks for any device. If one is gone, `CAMERA_REPLACED` or
   * `MICROPHONE_REPLACED` is reported. They are forgotten at a sign-out, and when `identity` changes from one user to
   * another. @defaultValue true
   */
  rememberDevices?: boolean | undefined;
  /** Called with every error that a hook reports. */
  onError?: ((error: DecartError) => void) | undefined;
  /**
   * Called for every live session: after every ten seconds of video and at the end, even when the page closes. A
   * request that you send then needs `keepalive: true`.
   */
  onUsage?: ((usage: Usage) => void) | undefined;
}

export interface ClientOptions extends ClientConfig, ClientCallbacks {}

/**
 * What a provider holds. The client and the engines behind the hooks are built on it. It has no side effects before the
 * first call: no request, no listener, no timer.
 */
export interface ClientCore {
  readonly auth: TokenSource;
  /** The waiting line of the token route, or `sessionQueue`. */
  readonly line: SessionLine;
  /** Aborted by `end()` and `signOut()`: everything that uses this core ends, and nothing new begins. */
  readonly signal: AbortSignal;
  /** Ends everything that belongs to this core, for good. */
  end(): void;
  /** The same; also forgets the devices that the user chose. */
  signOut(): void;
  readonly config: Readonly<ClientConfig>;
  /** Forwards to the newest `logger`, without keys and tokens. */
  readonly logger: Logger;
  /**
   * Calls the newest `onError`, once for each error; an error thrown by it does no harm. What the user aborted isn't an
   * error.
   */
  reportError(error: DecartError): void;
  /** Whether the devices that a person chooses are kept for their next visit. */
  remembersDevices(): boolean;
  /** What all live sessions use. */
  readonly usage: UsageMeter;
  /** Calls the newest `onUsage`. */
  reportUsage(usage: Usage): void;
  /** Updates the callbacks to the newest ones. */
  update(callbacks: ClientCallbacks): void;
}
