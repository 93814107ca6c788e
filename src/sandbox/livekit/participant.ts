import {
  type AddTrackRequest,
  DisconnectReason,
  type JoinRequest,
  LeaveRequest,
  LeaveRequest_Action,
  MediaSectionsRequirement,
  type ParticipantInfo,
  ParticipantUpdate,
  Pong,
  SessionDescription,
  SignalTarget,
  TrackInfo,
  TrackPublishedResponse,
  TrackType,
  TrickleRequest,
} from '@livekit/protocol';
import type { Gates } from '../faults/gates';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../randomId';
import { MediaPeer } from './mediaPeer';
import { type Identity, joinResponse, reconnectResponse } from './participantInfo';
import { type ClientMessage, decodeMessage, encodeMessage, type ServerMessage } from './signalCodec';

/** How long a client that lost its socket may take to return. */
const ABSENCE_MS = 15_000;

export interface ParticipantOptions {
  roomName: string;
  canPublish: boolean;
  gates: Pick<Gates, 'pass'>;
  /** The client is about to send a video track. */
  onPublish(): void;
  /** A track of the client arrives. */
  onTrack(track: MediaStreamTrack): void;
  /** The client may return with a new socket. */
  onSocketLost(): void;
  onLeft(): void;
}

/** A client in a LiveKit room: its signal socket, which may be replaced, and its peer connection. */
export class Participant implements Identity {
  readonly sid = `PA_${shortId()}`;
  readonly identity: string;
  readonly peer: MediaPeer;
  #options: ParticipantOptions;
  #socket: ServerSocket | null = null;
  #codec: string | null = null;
  /** Offers are answered one after the other. */
  #answering: Promise<void> = Promise.resolve();
  #absence: ReturnType<typeof setTimeout> | undefined;
  #gone = false;

  constructor(identity: string, options: ParticipantOptions) {
    this.identity = identity;
    this.#options = options;
    this.peer = new MediaPeer({
      candidate: (init) =>
        this.#send({
          case: 'trickle',
          value: new TrickleRequest({ candidateInit: JSON.stringify(init), target: SignalTarget.PUBLISHER }),
        }),
      track: (track) => options.onTrack(track),
    });
  }

  get socketOpen(): boolean {
    return this.#socket?.open ?? false;
  }

  join(socket: ServerSocket, request: JoinRequest, others: ParticipantInfo[]): void {
    this.#attach(socket);
    const { roomName, canPublish } = this.#options;
    this.#send({ case: 'join', value: joinResponse(roomName, this, others, canPublish) });
    if (request.publisherOffer) this.#answer(request.publisherOffer);
  }

  /** The client lost its socket and returns with a new one; its media kept flowing. */
  resume(socket: ServerSocket): void {
    this.#attach(socket);
    this.#send({ case: 'reconnect', value: reconnectResponse() });
  }

  /** Tells the client about another participant. */
  update(info: ParticipantInfo): void {
    this.#send({ case: 'update', value: new ParticipantUpdate({ participants: [info] }) });
  }

  /** Requests an offer if there is a track to send and no line for it yet. */
  requestOffer(): void {
    if (!this.peer.needsOffer) return;
    this.#send({ case: 'mediaSectionsRequirement', value: new MediaSectionsRequirement({ numVideos: 1 }) });
  }

  sendLeave(action: LeaveRequest_Action, reason: DisconnectReason): void {
    this.#send({ case: 'leave', value: new LeaveRequest({ action, reason, canReconnect: false }) });
  }

  /** Closes the signal socket and keeps the rest, like a lost connection. */
  loseSocket(): void {
    this.#socket?.cut();
  }

  close(): void {
    if (this.#gone) return;
    this.#gone = true;
    clearTimeout(this.#absence);
    this.#socket?.close(1000);
    this.peer.close();
    this.#options.onLeft();
  }

  #attach(socket: ServerSocket): void {
    clearTimeout(this.#absence);
    const previous = this.#socket;
    this.#socket = socket;
    previous?.close(1000);
    socket.listen({
      message: (data) => {
        if (typeof data !== 'string') this.#receive(decodeMessage(data));
      },
      close: () => this.#onSocketClosed(socket),
    });
  }

  #onSocketClosed(socket: ServerSocket): void {
    if (this.#socket !== socket || this.#gone) return;
    this.#absence = setTimeout(() => this.close(), ABSENCE_MS);
    this.#options.onSocketLost();
  }

  #send(message: ServerMessage): void {
    this.#socket?.send(encodeMessage(message));
  }

  #receive(message: ClientMessage): void {
    switch (message.case) {
      case 'offer':
        this.#answer(message.value);
        break;
      case 'trickle':
        // A candidate of a description that has been replaced is refused, and not needed.
        this.peer.addCandidate(JSON.parse(message.value.candidateInit)).catch(() => {});
        break;
      case 'addTrack':
        this.#publish(message.value);
        break;
      case 'ping':
        this.#send({ case: 'pong', value: message.value });
        break;
      case 'pingReq': {
        const lastPingTimestamp = message.value.timestamp;
        const pong = new Pong({ lastPingTimestamp, timestamp: BigInt(Date.now()) });
        this.#send({ case: 'pongResp', value: pong });
        break;
      }
      case 'leave':
        this.close();
        break;
    }
  }

  async #publish({
    cid,
    type,
    source,
    name,
    width,
    height,
    simulcastCodecs,
  }: AddTrackRequest): Promise<void> {
    if (type === TrackType.VIDEO) {
      this.#options.onPublish();
      this.#codec = simulcastCodecs[0]?.codec.toLowerCase() || this.#codec;
    }
    await this.#options.gates.pass('publish');
    const mimeType = type === TrackType.VIDEO ? `video/${this.#codec ?? 'vp8'}` : 'audio/opus';
    const track = new TrackInfo({ sid: `TR_${shortId()}`, type, source, name, width, height, mimeType });
    this.#send({ case: 'trackPublished', value: new TrackPublishedResponse({ cid, track }) });
  }

  #answer({ sdp, id }: SessionDescription): void {
    this.#answering = this.#answering
      .then(async () => {
        await this.#options.gates.pass('media');
        if (this.#gone) return;
        const answer = await this.peer.answer(sdp, this.#codec);
        this.#send({ case: 'answer', value: new SessionDescription({ type: 'answer', id, ...answer }) });
        this.requestOffer();
      })
      .catch((error: unknown) => {
        if (!this.#gone) reportError(error);
      });
  }
}

/** The message of a deleted room. */
export const ROOM_DELETED = [LeaveRequest_Action.DISCONNECT, DisconnectReason.ROOM_DELETED] as const;
/** The message of a node that shuts down and sends its clients to another. */
export const NODE_MOVED = [LeaveRequest_Action.RECONNECT, DisconnectReason.MIGRATION] as const;
