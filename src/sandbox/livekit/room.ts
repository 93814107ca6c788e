import type { JoinRequest } from '@livekit/protocol';
import type { Gates } from '../faults/gates';
import { createModel, type Model } from '../model/model';
import type { ModelState } from '../model/modelWorker';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../shortId';
import { NODE_MOVED, Participant, ROOM_DELETED } from './participant';
import { inferenceInfo } from './participantInfo';

/** How long a client that lost its socket may take to come back, and one that was let in to come. */
const ABSENCE_MS = 15_000;

export interface RoomOptions {
  name: string;
  gates: Gates;
  longSide: number;
  onFirstFrame(): void;
  onChange(): void;
}

export interface RoomGuest {
  role: 'publisher' | 'viewer';
  identity: string;
}

/** A LiveKit room: one publisher, the model, and whoever watches. */
export class Room {
  readonly name: string;
  #options: RoomOptions;
  #inference = { participantSid: `PA_${shortId()}`, trackSid: `TR_${shortId()}` };
  #model: Model;
  #published = false;
  #closed = false;
  #publisher: Participant | null = null;
  #viewers = new Set<Participant>();
  #absence: ReturnType<typeof setTimeout> | undefined;
  #tracks: MediaStreamTrack['kind'][] = [];
  /** The session behind the room is over: nobody has to be waited for. */
  #abandoned = false;
  #ended = false;

  constructor(options: RoomOptions) {
    this.name = options.name;
    this.#options = options;
    this.#model = createModel({ longSide: options.longSide, onFirstFrame: options.onFirstFrame });
  }

  get framesReceived(): number {
    return this.#model.framesReceived;
  }

  get framesSent(): number {
    return this.#model.framesSent;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** The kinds of the tracks that the publisher sent so far. */
  get publishedTracks(): readonly string[] {
    return this.#tracks;
  }

  get liveKitOpen(): boolean {
    return this.#publisher?.socketOpen ?? false;
  }

  get peerState(): RTCPeerConnectionState | null {
    return this.#publisher?.peer.state ?? null;
  }

  get openPeers(): number {
    return this.#viewers.size + (this.#publisher ? 1 : 0);
  }

  get closed(): boolean {
    return this.#closed;
  }

  setState(state: ModelState): void {
    this.#model.setState(state);
  }

  freeze(frozen: boolean): void {
    this.#model.freeze(frozen);
  }

  join(socket: ServerSocket, request: JoinRequest, guest: RoomGuest): void {
    clearTimeout(this.#absence);
    const publishes = guest.role === 'publisher';
    const participant: Participant = new Participant(guest.identity, {
      roomName: this.name,
      canPublish: publishes,
      gates: this.#options.gates,
      handlers: {
        track: (track) => this.#receive(track),
        left: () => this.#leave(participant),
        socketClosed: () => this.#miss(participant),
      },
    });
    if (publishes) {
      // A client that rejoins after a node move comes as a new participant.
      const previous = this.#publisher;
      this.#publisher = participant;
      previous?.close();
    } else {
      this.#viewers.add(participant);
    }
    participant.join(socket, request, [this.#inferenceInfo()]);
    if (this.#published) this.#announce(participant);
    this.#options.onChange();
  }

  /** Whether a client with this sid may come back with a new socket. */
  find(sid: string): Participant | null {
    return this.#participants().find((participant) => participant.sid === sid) ?? null;
  }

  resume(participant: Participant, socket: ServerSocket): void {
    clearTimeout(this.#absence);
    participant.resume(socket);
    this.#options.onChange();
  }

  loseSockets(): void {
    for (const participant of this.#participants()) participant.loseSocket();
  }

  moveNode(): void {
    for (const participant of this.#participants()) participant.sendLeave(...NODE_MOVED);
  }

  /** Ends the room for everybody in it. */
  delete(): void {
    for (const participant of this.#participants()) participant.sendLeave(...ROOM_DELETED);
    this.close();
  }

  /** The session is over: the room lasts as long as its publisher stays or may still come, and no longer. */
  abandon(): void {
    this.#abandoned = true;
    if (this.#publisher && !this.#publisher.socketOpen) this.#publisher.close();
    else if (!this.#publisher) this.#waitForSomebody();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#absence);
    for (const participant of this.#participants()) participant.close();
    this.#model.dispose();
  }

  #participants(): Participant[] {
    return [...(this.#publisher ? [this.#publisher] : []), ...this.#viewers];
  }

  #receive(track: MediaStreamTrack): void {
    this.#tracks.push(track.kind);
    if (track.kind === 'video') {
      this.#model.setInput(track);
      if (!this.#published) {
        this.#published = true;
        for (const participant of this.#participants()) this.#announce(participant);
        // The publisher's offer is being answered right now, and that answer will carry the track.
        for (const viewer of this.#viewers) viewer.requestOffer();
      }
    }
    this.#options.onChange();
  }

  #announce(participant: Participant): void {
    participant.update(this.#inferenceInfo(), { ...this.#inference, track: this.#model.output });
  }

  #inferenceInfo(present = true) {
    return inferenceInfo(this.#inference, { published: this.#published && present, present });
  }

  #miss(participant: Participant): void {
    this.#options.onChange();
    clearTimeout(this.#absence);
    if (this.#abandoned) participant.close();
    else this.#absence = setTimeout(() => participant.close(), ABSENCE_MS);
  }

  #leave(participant: Participant): void {
    if (participant === this.#publisher) {
      this.#publisher = null;
      // A client that rejoins says that it leaves first.
      if (this.#abandoned) this.#end();
      else if (!this.#closed) this.#waitForSomebody();
    }
    this.#viewers.delete(participant);
    if (this.#ended && this.#viewers.size === 0) this.close();
    this.#options.onChange();
  }

  /** The publisher is gone: viewers lose the picture and may stay. */
  #end(): void {
    if (this.#ended || this.#closed) return;
    this.#ended = true;
    this.#model.dispose();
    for (const viewer of this.#viewers) viewer.update(this.#inferenceInfo(false), null);
    if (this.#viewers.size === 0) this.close();
  }

  #waitForSomebody(): void {
    clearTimeout(this.#absence);
    this.#absence = setTimeout(() => {
      if (!this.#publisher) this.#end();
    }, ABSENCE_MS);
  }
}
