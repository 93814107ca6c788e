// What the contract tests ask of a simulated service: to refuse and to end sessions as Decart does, and to say what it was
// sent. `service/` implements it from the protocol's description alone.
import type { CreateTokenResponse, Logger } from '@decartai/sdk';

/** How Decart refuses a dial or ends a session. */
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
  /** Seconds, with `capacity`; left out, or not a number, where the test says so. */
  retryAfter?: unknown;
}

/** One signaling socket, as the service saw it. */
export interface Dial {
  /** `performance.now()` when the handshake came. */
  readonly at: number;
  readonly model: string;
  /** A fingerprint of the API key. */
  readonly apiKey: string;
  /** The socket URL's query without the key. */
  readonly query: Readonly<Record<string, string>>;
  /** Every prompt that came, also those that came with an image, oldest first. */
  readonly prompts: readonly string[];
  /** A fingerprint of every image that came, or null where the image was cleared, oldest first. */
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
  /** Every dial so far, oldest first. */
  readonly dials: readonly Dial[];
  /** Answers the next `times` handshakes like this. @defaultValue every one from now on */
  refuse(ending: Ending, times?: number): void;
  /** Lets clients in again, and takes messages of every size. */
  admit(): void;
  /** Ends the session that is live. */
  end(ending: Ending): void;
  /** Ends the session that is live instead of acknowledging the next prompt or image. */
  endAtNextChange(ending: Ending): void;
  /** Closes a socket with 1009 when a message of more characters comes. */
  limitMessageSize(characters: number): void;
  dispose(): void;
}

/** Tells texts apart without keeping them: FNV-1a and the length. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(16).padStart(8, '0')}/${text.length}`;
}
