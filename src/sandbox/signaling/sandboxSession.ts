import type { ClientMessage } from './messages';
import type { Session, SessionPhase } from './session';

/** A realtime session as the simulated service sees it. Its values are live. */
export interface SandboxSession {
  /** The `sessionId` that the client gets. */
  readonly id: string;
  /** The model's name, from the URL of the signaling socket. */
  readonly model: string;
  /** The client token that opened the session. */
  readonly apiKey: string;
  /** The current prompt: the last one that was accepted. */
  readonly prompt: string | null;
  /** The current reference image, as it was sent: base64, or the id of an uploaded file. */
  readonly image: string | null;
  /** What the client sent over the signaling socket, oldest first. */
  readonly messages: readonly ClientMessage[];
  /** Whether the signaling socket is open: Decart bills this time. */
  readonly open: boolean;
  /** How the signaling socket was closed; null while it is open. */
  readonly closeCode: number | null;
  /** The progress of the session. */
  readonly phase: SessionPhase;
  /** The place in the queue; null for a session that doesn't wait. */
  readonly queuePosition: number | null;
  /** Seconds of generation so far. */
  readonly seconds: number;
  /** The tracks that the client has published so far, oldest first. */
  readonly publishedTracks: readonly ('audio' | 'video')[];
  /** The frames that arrived from the publisher. */
  readonly framesReceived: number;
  /** The frames that the model produced. */
  readonly framesSent: number;
  /** Whether the publisher's LiveKit socket is open. */
  readonly liveKitOpen: boolean;
  /** The state of the publisher's peer connection, on the service's side; null if there is none. */
  readonly peerConnectionState: RTCPeerConnectionState | null;
  /** How many viewers watch the session by its `subscribeToken`. */
  readonly viewers: number;
  /** The video codecs in use between the client and the service, once media flows; lower-case names. */
  codecs(): Promise<{ received: string | null; sent: string | null }>;
  /** The token with which viewers subscribe. */
  readonly subscribeToken: string;
}

export function viewOf(session: Session): SandboxSession {
  return {
    id: session.id,
    model: session.model,
    apiKey: session.apiKey,
    messages: session.messages,
    subscribeToken: btoa(JSON.stringify({ room_name: session.roomName })),
    codecs: async () => (await session.room?.publisher?.peer.codecs()) ?? { received: null, sent: null },
    get prompt() {
      return session.picture.prompt;
    },
    get image() {
      return session.picture.image;
    },
    get open() {
      return session.open;
    },
    get closeCode() {
      return session.closeCode;
    },
    get phase() {
      return session.phase;
    },
    get queuePosition() {
      return session.queuePosition;
    },
    get seconds() {
      return session.seconds;
    },
    get publishedTracks() {
      return session.room?.publishedTracks ?? [];
    },
    get framesReceived() {
      return session.room?.framesReceived ?? 0;
    },
    get framesSent() {
      return session.room?.framesSent ?? 0;
    },
    get liveKitOpen() {
      return session.room?.publisher?.socketOpen ?? false;
    },
    get peerConnectionState() {
      return session.room?.publisher?.peer.state ?? null;
    },
    get viewers() {
      return session.room?.viewers ?? 0;
    },
  };
}
