import {
  JoinRequest,
  SignalRequest,
  SignalResponse,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol';

export type ClientMessage = NonNullable<SignalRequest['message']>;
export type ServerMessage = ConstructorParameters<typeof SignalResponse>[0] extends infer Init | undefined
  ? NonNullable<NonNullable<Init> extends { message?: infer Message } ? Message : never>
  : never;

export function decodeMessage(data: Uint8Array): ClientMessage {
  return SignalRequest.fromBinary(data).message;
}

export function encodeMessage(message: ServerMessage): ArrayBuffer {
  const bytes = new SignalResponse({ message }).toBinary();
  return new Uint8Array(bytes).buffer;
}

/** Reads the join request from the URL of a LiveKit v1 socket: URL-safe base64 of a protobuf, usually compressed. */
export async function readJoinRequest(url: URL): Promise<JoinRequest> {
  const text = (url.searchParams.get('join_request') ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const wrapped = WrappedJoinRequest.fromBinary(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  const zipped = wrapped.compression === WrappedJoinRequest_Compression.GZIP;
  return JoinRequest.fromBinary(zipped ? await unzip(wrapped.joinRequest) : wrapped.joinRequest);
}

async function unzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
