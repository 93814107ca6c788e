import type { Conditions } from '../faults/conditions';
import type { Gates } from '../faults/gates';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../randomId';
import type { Room, RoomGuest } from './room';
import { readJoinRequest } from './signalCodec';

/** Lets clients with a token into rooms. */
export interface LiveKitServer {
  /** A token with which one client can join a room, any number of times. */
  admit(room: Room, role: RoomGuest['role']): string;
  /** Revokes the tokens of a closed room. */
  forget(room: Room): void;
  findRoom(name: string): Room | null;
  acceptSocket(socket: ServerSocket): Promise<void>;
  /** `GET /rtc/v1/validate`: the client calls it after its socket was refused, to learn the reason. */
  answer(request: Request): Promise<Response>;
}

/** The text that LiveKit's server sends with a status. */
const REFUSALS: Record<number, string> = {
  401: 'invalid authorization token',
  // The client takes any other 404 for an old server, and tries the old protocol.
  404: 'requested room does not exist',
};

export function createLiveKitServer(
  conditions: Pick<Conditions, 'liveKitRefusal'>,
  gates: Pick<Gates, 'pass'>,
): LiveKitServer {
  const guests = new Map<string, { room: Room; guest: RoomGuest }>();

  /** The room that a client may join or resume, or the status of the refusal. */
  function decide(url: URL, resumes: boolean): { room: Room; guest: RoomGuest } | number {
    const { liveKitRefusal: refusal } = conditions;
    if (refusal && (resumes || !refusal.resumesOnly)) return refusal.status;
    const admitted = guests.get(url.searchParams.get('access_token') ?? '');
    if (!admitted) return 401;
    return admitted.room.accepts(admitted.guest.role) ? admitted : 404;
  }

  async function acceptSocket(socket: ServerSocket): Promise<void> {
    await gates.pass('livekit');
    if (!socket.open) return;
    if (socket.url.pathname !== '/rtc/v1') return socket.refuse();
    const request = await readJoinRequest(socket.url);
    if (!socket.open) return;
    const decision = decide(socket.url, request.reconnect);
    if (typeof decision === 'number') return socket.refuse();
    const { room, guest } = decision;
    if (!request.reconnect) return room.join(socket, request, guest);
    const participant = room.participants.find(({ sid }) => sid === request.participantSid);
    if (participant) room.resume(participant, socket);
    else socket.refuse();
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname !== '/rtc/v1/validate') return new Response('not found', { status: 404 });
    const joinRequest = await readJoinRequest(url);
    const decision = decide(url, joinRequest.reconnect);
    if (typeof decision !== 'number') return new Response('success');
    return new Response(REFUSALS[decision] ?? 'refused', { status: decision });
  }

  return {
    admit(room, role) {
      const token = `lk_${shortId()}`;
      guests.set(token, { room, guest: { role, identity: `${role}-${shortId()}` } });
      return token;
    },
    forget(room) {
      for (const [token, admitted] of guests) if (admitted.room === room) guests.delete(token);
    },
    findRoom(name) {
      const rooms = [...guests.values()].map(({ room }) => room);
      return rooms.find((room) => room.name === name && room.accepts('viewer')) ?? null;
    },
    acceptSocket,
    answer,
  };
}
