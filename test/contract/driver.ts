// What the contract tests need from a simulated service: it refuses and ends sessions as Decart does, and reports what it
// received. `service/` implements it from the protocol's description alone.
import type { CreateTokenResponse, Logger } from '@decartai/sdk';

/** How Decart refuses a connection or ends a session. */
export type EndingKind =
  /** The network loses the socket: 1006. */
  | 'connection lost'
  | 'session limit'
  | 'session limit, close alone'
  | 'capacity'
  | 'capacity by its type'
  | 'capacity by its text'
  | 'try again later'
  | '1013 without a reason'
  | '1013 for an unknown reason'
  | 'policy'
  | 'unauthorized'
  | 'model not allowed'
  | 'origin not allowed'
  | 'insufficient credits'
  | 'insufficient credits, socket left open'
  | 'generation ended: time limit'
  | 'generation ended: moderation'
  | 'generation ended: credits'
  | 'generation ended: unknown reason'
  | 'generation ended: disconnect'
  | '1000 alone';

export interface Ending {
  kind: EndingKind;
  /** Seconds, with `capacity`; tests can omit it, or pass something that isn't a number. */
  retryAfter?: unknown;
}

/** One signaling socket, as the service saw it. */
export interface Dial {
  /** `performance.now()` when the handshake arrived. */
  readonly at: number;
  readonly model: string;
  /** A fingerprint of the API key. */
  readonly apiKey: string;
  /** The socket URL's query without the key. */
  readonly query: Readonly<Record<string, string>>;
  /** Every received prompt, including those sent with an image, oldest first. */
  readonly prompts: readonly string[];
  /** A fingerprint of every received image, or null if the image was cleared, oldest first. */
  readonly images: readonly (string | null)[];
  readonly open: boolean;
}

export interface ContractDriver {
  readonly name: string;
  /** For `<DecartProvider>`. */
  readonly providerProps: {
    getToken(): Promise<CreateTokenResponse>;
    baseUrl: string;
    realtimeBaseUrl: string;
    telemetry: false;
    logger: Logger;
  };
  /** Every connection attempt so far, oldest first. */
  readonly dials: readonly Dial[];
  /** Answers the next `times` handshakes in this way. @defaultValue every one from now on */
  refuse(ending: Ending, times?: number): void;
  /** Accepts clients again, and messages of every size. */
  admit(): void;
  /** Ends the session that is live. */
  end(ending: Ending): void;
  /** Ends the session that is live instead of acknowledging the next prompt or image. */
  endAtNextChange(ending: Ending): void;
  /** Closes a socket with 1009 if a message has more characters. */
  limitMessageSize(characters: number): void;
  dispose(): void;
}

/** Distinguishes texts without storing them: FNV-1a and the length. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(16).padStart(8, '0')}/${text.length}`;
}
