import type { JoinRequest } from '@livekit/protocol';
import type { Gates } from '../faults/gates';
import { createModel, type Model } from '../model/model';
import type { ModelState } from '../model/modelWorker';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../randomId';
import { createTestPicture, type TestPicture } from '../testPicture';
import { NODE_MOVED, Participant, ROOM_DELETED } from './participant';
import { inferenceInfo } from './participantInfo';

/** How long the publisher may be away before the generation ends. */
const VACANCY_MS = 15_000;
/** How long a client may still take to join if the service, not the client, ended the session. */
const ARRIVAL_MS = 5_000;
/** How long a publisher may take to publish before the model draws a picture without input. */
const NO_INPUT_MS = 3_000;

export interface RoomOptions {
  name: string;
  gates: Pick<Gates, 'pass'>;
  /** Pixels of the video's longer side. */
  longSide: number;
  onFirstFrame(): void;
  /** Called at each change. */
  onChange(what: string): void;
  onClosed(): void;
}

export interface RoomGuest {
  role: 'publisher' | 'viewer';
  identity: string;
}

/** A LiveKit room: one publisher, the model, and the viewers. */
export class Room {
  readonly name: string;
  #options: RoomOptions;
  #model: Model;
  #inference = { participantSid: `PA_${shortId()}`, trackSid: `TR_${shortId()}` };
  /** `over`: the model is gone, viewers may stay. */
  #stage: 'live' | 'over' | 'closed' = 'live';
  /** The session of the room is over: if the publisher leaves, the room doesn't wait for it. */
  #abandoned = false;
  #publisher: Participant | null = null;
  #viewers = new Set<Participant>();
  #publishedTracks: ('audio' | 'video')[] = [];
  #vacancy: ReturnType<typeof setTimeout> | undefined;
  #noInput: ReturnType<typeof setTimeout> | undefined;
  #ownInput: TestPicture | null = null;

  constructor(options: RoomOptions) {
    this.name = options.name;
    this.#options = options;
    this.#model = createModel({ longSide: options.longSide, onFirstFrame: options.onFirstFrame });
  }

  /** A room that the publisher has left for good still accepts viewers, while there are any. */
  accepts(role: RoomGuest['role']): boolean {
    return role === 'viewer' ? this.#stage !== 'closed' : this.#stage === 'live';
  }

  get modelRuns(): boolean {
    return this.#stage === 'live';
  }

  get framesReceived(): number {
    return this.#model.framesReceived;
  }

  get framesSent(): number {
    return this.#model.framesSent;
  }

  get publishedTracks(): readonly ('audio' | 'video')[] {
    return this.#publishedTracks;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  get publisher(): Participant | null {
    return this.#publisher;
  }

  get participants(): readonly Participant[] {
    return [...(this.#publisher ? [this.#publisher] : []), ...this.#viewers];
  }

  setState(state: ModelState): void {
    this.#model.setState(state);
  }

  loseFrames(share: number): void {
    this.#model.lose(share);
  }

  join(socket: ServerSocket, request: JoinRequest, { role, identity }: RoomGuest): void {
    const participant: Participant = new Participant(identity, {
      roomName: this.name,
      canPublish: role === 'publisher',
      gates: this.#options.gates,
      onPublish: () => clearTimeout(this.#noInput),
      onTrack: (track) => this.#receive(track),
      onSocketLost: () => this.#onSocketLost(participant),
      onLeft: () => this.#onLeft(participant),
    });
    if (role === 'publisher') {
      clearTimeout(this.#vacancy);
      // After a node move the client joins as a new participant.
      const previous = this.#publisher;
      this.#publisher = participant;
      previous?.close();
      clearTimeout(this.#noInput);
      this.#noInput = setTimeout(() => this.#makeUpInput(), NO_INPUT_MS);
    } else {
      this.#viewers.add(participant);
    }
    if (this.#hasOutput) participant.peer.send(this.#outgoing);
    participant.join(socket, request, [this.#inferenceInfo()]);
    this.#options.onChange(`${role} joined`);
  }

  resume(participant: Participant, socket: ServerSocket): void {
    participant.resume(socket);
    this.#options.onChange(participant === this.#publisher ? 'publisher resumed' : 'viewer resumed');
  }

  loseSockets(): void {
    for (const participant of this.participants) participant.loseSocket();
  }

  moveNode(): void {
    for (const participant of this.participants) participant.sendLeave(...NODE_MOVED);
  }

  /** Ends the room for everybody in it. */
  delete(): void {
    for (const participant of this.participants) participant.sendLeave(...ROOM_DELETED);
    this.close();
  }

  /** The session is over: the room lasts as long as its publisher stays, or may still join. */
  abandon({ clientLeft }: { clientLeft: boolean }): void {
    this.#abandoned = true;
    if (this.#publisher?.socketOpen) return;
    if (this.#publisher) this.#publisher.close();
    else if (clientLeft) this.#end();
    else this.#waitForPublisher(ARRIVAL_MS);
  }

  close(): void {
    if (this.#stage === 'closed') return;
    this.#stage = 'closed';
    for (const participant of this.participants) participant.close();
    this.#stopModel();
    this.#options.onClosed();
  }

  get #hasOutput(): boolean {
    return this.#stage === 'live' && (this.#ownInput !== null || this.#publishedTracks.includes('video'));
  }

  get #outgoing() {
    return { ...this.#inference, track: this.#model.output };
  }

  #inferenceInfo() {
    return inferenceInfo(this.#inference, { published: this.#hasOutput, present: this.#stage === 'live' });
  }

  #receive(track: MediaStreamTrack): void {
    const first = !this.#hasOutput;
    this.#publishedTracks.push(track.kind === 'video' ? 'video' : 'audio');
    if (track.kind === 'video') {
      this.#model.setInput(track);
      this.#ownInput?.stop();
      this.#ownInput = null;
      if (first) this.#announceOutput();
    }
    this.#options.onChange(`${track.kind} published`);
  }

  /** A client may connect without a camera: then the model only needs a prompt. */
  #makeUpInput(): void {
    if (this.#hasOutput || !this.#publisher) return;
    this.#ownInput = createTestPicture();
    const [track] = this.#ownInput.stream.getVideoTracks();
    if (track) this.#model.setInput(track);
    this.#announceOutput();
    this.#publisher.requestOffer();
    this.#options.onChange('input made up');
  }

  #stopModel(): void {
    clearTimeout(this.#vacancy);
    clearTimeout(this.#noInput);
    this.#ownInput?.stop();
    this.#model.dispose();
  }

  #announceOutput(): void {
    for (const participant of this.participants) {
      participant.peer.send(this.#outgoing);
      participant.update(this.#inferenceInfo());
    }
    // The publisher's offer is being answered now, and that answer already contains the track.
    for (const viewer of this.#viewers) viewer.requestOffer();
  }

  #onSocketLost(participant: Participant): void {
    this.#options.onChange('LiveKit socket lost');
    if (this.#abandoned) participant.close();
  }

  #onLeft(participant: Participant): void {
    if (this.#viewers.delete(participant)) {
      this.#options.onChange('viewer left');
      if (this.#stage === 'over' && this.#viewers.size === 0) this.close();
    } else if (participant === this.#publisher) {
      this.#publisher = null;
      this.#options.onChange('publisher left');
      if (this.#abandoned) this.#end();
      else this.#waitForPublisher(VACANCY_MS);
    }
  }

  #waitForPublisher(ms: number): void {
    clearTimeout(this.#vacancy);
    if (this.#stage === 'live') this.#vacancy = setTimeout(() => this.#end(), ms);
  }

  /** The publisher is gone for good: viewers lose the video, and may stay. */
  async #end(): Promise<void> {
    if (this.#stage !== 'live') return;
    this.#stage = 'over';
    const viewers = [...this.#viewers];
    if (viewers.length === 0) return this.close();
    for (const viewer of viewers) viewer.update(this.#inferenceInfo());
    await Promise.all(viewers.map(({ peer }) => peer.stopSending()));
    this.#stopModel();
  }
}
