// A subscribe token is base64 of `{ room_name }`, and of `frame_timing: true` if every frame of the room has a trailer.
import { DecartError } from '../errors/DecartError';
import { isRecord, parseJson } from '../errors/json';

/**
 * Checks at once what the SDK would check only after fetching a token.
 *
 * @throws `DecartError` `INVALID_INPUT`; `FRAME_TIMING_UNSUPPORTED` for a room that this version of the SDK can't decode
 */
export function assertSubscribeToken(token: string): void {
  const room = decode(token);
  if (!isRecord(room)) {
    throw new DecartError(
      'INVALID_INPUT',
      'Invalid subscribe token. Pass the `subscribeToken` of a live session unchanged.',
    );
  }
  if (room.frame_timing !== true) return;
  throw new DecartError(
    'FRAME_TIMING_UNSUPPORTED',
    'The publisher of this session measures frame timing. With this version of the Decart SDK, viewers would see a black picture. ' +
      'Publish without `debugQuality`.',
  );
}

/**
 * Marks in the token that the frames have a trailer, as newer SDKs do: a viewer without the worker for it sees black.
 */
export function withFrameTiming(token: string | null): string | null {
  const room = token === null ? null : decode(token);
  return isRecord(room) ? btoa(JSON.stringify({ ...room, frame_timing: true })) : token;
}

function decode(token: string): unknown {
  try {
    return parseJson(atob(token));
  } catch {
    return undefined;
  }
}
