import type { Conditions } from '../faults/conditions';
import type { Gates } from '../faults/gates';
import type { ServerSocket } from '../network/serverSocket';
import { shortId } from '../shortId';
import type { Room, RoomGuest } from './room';
import { readJoinRequest } from './signalCodec';

/** Lets clients with a token into rooms. */
export interface LiveKitServer {
  /** A token with which one client can join a room, as often as it likes. */
  admit(room: Room, role: RoomGuest['role']): string;
  findRoom(name: string): Room | null;
  acceptSocket(socket: ServerSocket): Promise<void>;
  /** `GET /rtc/v1/validate`: asked by the client when its socket was refused, for the reason. */
  answer(request: Request): Promise<Response>;
}

export function createLiveKitServer(conditions: Conditions, gates: Gates): LiveKitServer {
  const guests = new Map<string, { room: Room; guest: RoomGuest }>();

  function refusalStatus(url: URL, resumes: boolean): number | null {
    const { liveKitRefusal: refusal } = conditions;
    if (refusal && (resumes || !refusal.resumesOnly)) return refusal.status;
    const admitted = guests.get(url.searchParams.get('access_token') ?? '');
    if (!admitted) return 401;
    return admitted.room.accepts(admitted.guest.role) ? null : 404;
  }

  async function acceptSocket(socket: ServerSocket): Promise<void> {
    await gates.pass('livekit');
    if (!socket.open) return;
    const request = socket.url.pathname === '/rtc/v1' ? await readJoinRequest(socket.url) : null;
    const admitted = guests.get(socket.url.searchParams.get('access_token') ?? '');
    if (!request || !admitted || refusalStatus(socket.url, request.reconnect) !== null)
      return socket.refuse();
    const { room, guest } = admitted;
    if (!request.reconnect) return room.join(socket, request, guest);
    const participant = room.participants.find(({ sid }) => sid === request.participantSid);
    if (participant) room.resume(participant, socket);
    else socket.refuse();
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname !== '/rtc/v1/validate') return new Response('not found', { status: 404 });
    const joinRequest = await readJoinRequest(url);
    const status = refusalStatus(url, joinRequest.reconnect);
    // The client takes another 404 for an old server and tries the protocol of old.
    if (status === 404) return new Response('requested room does not exist', { status });
    const text = status === 401 ? 'invalid authorization token' : 'refused by the sandbox';
    return status === null ? new Response('success') : new Response(text, { status });
  }

  return {
    admit(room, role) {
      const token = `lk_${shortId()}`;
      guests.set(token, { room, guest: { role, identity: `${role}-${shortId()}` } });
      return token;
    },
    findRoom(name) {
      const rooms = [...guests.values()].map(({ room }) => room);
      return rooms.find((room) => room.name === name && room.accepts('viewer')) ?? null;
    },
    acceptSocket,
    answer,
  };
}
