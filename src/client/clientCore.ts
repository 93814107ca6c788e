import type { Logger } from '@decartai/sdk';
import type { SessionQueue } from '../auth/managedQueue';
import type { DecartToken, QueuedToken, TokenFetcher, TokenRequest } from '../auth/token';
import type { TokenSource } from '../auth/tokenSource';
import type { DecartError } from '../errors/DecartError';
import type { Usage } from '../usage/sessionUsage';
import type { UsageMeter } from '../usage/usageMeter';

/** Where Decart answers HTTP calls, unless `baseUrl` names another place. */
export const DECART_API = 'https://api.decart.ai';

/** What decides where a client connects to. Another value of any of these needs another client. */
export interface ClientConfig {
  /**
   * The path (`/api/decart`) or URL of a proxy that holds the key, such as `createProxyHandler`. The SDK calls it without
   * `credentials`: at another origin it gets no cookies, and cannot know the user by them.
   */
  proxy?: string | undefined;
  /** Where images, videos, files and tokens are asked for. @defaultValue `https://api.decart.ai` */
  baseUrl?: string | undefined;
  /** Where live sessions are opened. @defaultValue `wss://api3.decart.ai` */
  realtimeBaseUrl?: string | undefined;
  /** How the app names itself to Decart. @defaultValue `decart-react/<version>` */
  integration?: string | undefined;
  /** `false` turns the SDK's telemetry off. @defaultValue true */
  telemetry?: boolean | undefined;
}

/** What may change at any time without resetting anything: the newest counts. */
export interface ClientCallbacks {
  /** Where client tokens come from. */
  getToken?: TokenFetcher | undefined;
  /**
   * A waiting line that Decart keeps for you: live sessions wait for their turn in it, in status `queued`. If it can't be reached,
   * they connect directly. A token route with `sessions` has a line already, and needs none.
   */
  sessionQueue?: SessionQueue | undefined;
  /** Lets a permanent key (`dct_…`, `sk-…`) be used in a browser, where everybody can read it. @defaultValue false */
  dangerouslyAllowPermanentKey?: boolean | undefined;
  /** Where the SDK and this package write; never a key or a token. @defaultValue warnings and errors go to the console */
  logger?: Logger | undefined;
  /**
   * Keeps the ids of the camera and the microphone that a person chose, in `localStorage` under `decart-react:devices`. They are used
   * at the next visit where the app asks for any device; one that is gone is reported as `CAMERA_REPLACED` or `MICROPHONE_REPLACED`.
   * They are forgotten at a sign-out, and when `identity` changes from one user to another. @defaultValue true
   */
  rememberDevices?: boolean | undefined;
  /** Told of every error that a hook reports. */
  onError?: ((error: DecartError) => void) | undefined;
  /**
   * Called for every live session: every ten seconds of video and at the end, also when the page goes. What is sent then needs
   * `keepalive: true`.
   */
  onUsage?: ((usage: Usage) => void) | undefined;
}

export interface ClientOptions extends ClientConfig, ClientCallbacks {}

/** The waiting line of a token route, or Decart's, for one page. */
export interface SessionLine {
  /** Whether there is a line. With a token route, false until a token reports one. */
  exists(): boolean;
  /** Asks once for a session's token. Answers it, or the place in line. Rejects with a `DecartError`. */
  ask(ticket: string | undefined, signal: AbortSignal): Promise<DecartToken | QueuedToken>;
  /** Tells what has become of a session. Never rejects. */
  report(ticket: string, event: NonNullable<TokenRequest['event']>): void;
}

/**
 * What a provider holds, and what the client and the engines behind the hooks are made of. It touches nothing outside
 * before the first call: no request, no listener, no timer.
 */
export interface ClientCore {
  readonly auth: TokenSource;
  /** The waiting line of the token route. */
  readonly line: SessionLine;
  /** Aborted by `end()` and `signOut()`: whatever works with this core ends with it, and begins nothing any more. */
  readonly signal: AbortSignal;
  /** Ends everything of this core, for good. */
  end(): void;
  /** The same, and forgets the devices that its user chose. */
  signOut(): void;
  readonly config: Readonly<ClientConfig>;
  /** Forwards to the newest `logger`, without keys and tokens. */
  readonly logger: Logger;
  /** Tells the newest `onError`, of each error once; what that throws harms nobody. What the user aborted isn't an error. */
  reportError(error: DecartError): void;
  /** Whether the devices that a person chooses are kept for their next visit. */
  remembersDevices(): boolean;
  /** What all live sessions use. */
  readonly usage: UsageMeter;
  /** Calls the newest `onUsage`. */
  reportUsage(usage: Usage): void;
  /** Takes the newest callbacks. */
  update(callbacks: ClientCallbacks): void;
}
