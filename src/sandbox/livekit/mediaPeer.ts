import { adaptAnswer, adaptOffer, type OfferedMedia, type SentTrack } from './sdp';

export interface MediaPeerHandlers {
  candidate(init: RTCIceCandidateInit): void;
  /** The client sends a track, or reuses its line. */
  track(track: MediaStreamTrack): void;
}

export interface OutgoingTrack extends SentTrack {
  track: MediaStreamTrack;
}

/** The server's end of a client's only peer connection: it answers offers, receives and sends. */
export class MediaPeer {
  #connection = new RTCPeerConnection();
  #candidates: RTCIceCandidateInit[] = [];
  #outgoing: OutgoingTrack | null = null;
  #sent = new Map<string, SentTrack>();

  constructor(handlers: MediaPeerHandlers) {
    this.#connection.onicecandidate = ({ candidate }) => {
      if (candidate) handlers.candidate(candidate.toJSON());
    };
    this.#connection.ontrack = ({ track }) => handlers.track(track);
  }

  get state(): RTCPeerConnectionState {
    return this.#connection.connectionState;
  }

  /** The track to send from the next answer on. */
  send(outgoing: OutgoingTrack): void {
    this.#outgoing = outgoing;
  }

  get needsOffer(): boolean {
    return this.#outgoing !== null && this.#sent.size === 0;
  }

  /** Answers an offer, with `codec` as the first choice in both directions. */
  async answer(
    offer: string,
    codec: string | null,
  ): Promise<{ sdp: string; midToTrackId: Record<string, string> }> {
    const { sdp, media } = adaptOffer(offer, codec);
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    for (const candidate of this.#candidates.splice(0)) await this.#connection.addIceCandidate(candidate);
    await this.#assignLines(media);
    await this.#connection.setLocalDescription();
    const answer = this.#connection.localDescription?.sdp ?? '';
    return {
      sdp: adaptAnswer(answer, media, this.#sent),
      midToTrackId: Object.fromEntries([...this.#sent].map(([mid, { trackSid }]) => [mid, trackSid])),
    };
  }

  /** Candidates that come before their offer are kept. */
  async addCandidate(init: RTCIceCandidateInit): Promise<void> {
    if (this.#connection.remoteDescription) await this.#connection.addIceCandidate(init);
    else this.#candidates.push(init);
  }

  /** The video codecs in use, by their lower-case names. */
  async codecs(): Promise<{ received: string | null; sent: string | null }> {
    const stats = [...(await this.#connection.getStats()).values()];
    const nameOf = (type: string) => {
      const codecId: unknown = stats.find((entry) => entry.type === type && entry.kind === 'video')?.codecId;
      const mimeType: string | undefined = stats.find(({ id }) => id === codecId)?.mimeType;
      return mimeType?.split('/')[1]?.toLowerCase() ?? null;
    };
    return { received: nameOf('inbound-rtp'), sent: nameOf('outbound-rtp') };
  }

  /** Nothing more is sent: a track that ends while it is being sent would turn black. */
  async stopSending(): Promise<void> {
    if (this.state === 'closed') return;
    await Promise.all(this.#connection.getSenders().map((sender) => sender.replaceTrack(null)));
  }

  close(): void {
    this.#connection.onicecandidate = null;
    this.#connection.ontrack = null;
    this.#connection.close();
  }

  async #assignLines(media: readonly OfferedMedia[]): Promise<void> {
    for (const transceiver of this.#connection.getTransceivers()) {
      const line = media.find(({ mid }) => mid === transceiver.mid);
      if (!line || transceiver.direction === 'stopped') continue;
      if (line.use === 'receive' && line.kind === 'video') await this.#maybeSendOn(transceiver);
      const sends = transceiver.mid !== null && this.#sent.has(transceiver.mid);
      transceiver.direction = sends ? 'sendonly' : line.use === 'send' ? 'recvonly' : 'inactive';
    }
  }

  async #maybeSendOn({ mid, sender }: RTCRtpTransceiver): Promise<void> {
    if (!this.needsOffer || !this.#outgoing || mid === null) return;
    const { track, participantSid, trackSid } = this.#outgoing;
    this.#sent.set(mid, { participantSid, trackSid });
    await sender.replaceTrack(track);
  }
}
