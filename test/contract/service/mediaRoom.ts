// The media half: the sandbox's LiveKit server and its model. None of the sandbox's signaling is used.
import { createLiveKitServer, type LiveKitServer } from '../../../src/sandbox/livekit/liveKitServer';
import { Room } from '../../../src/sandbox/livekit/room';
import { lookFor } from '../../../src/sandbox/model/looks';

const noGate = { pass: async () => {} };

/** Small pictures are enough: only their arrival matters. */
const LONG_SIDE = 640;

export function createMediaServer(): LiveKitServer {
  return createLiveKitServer({ liveKitRefusal: null }, noGate);
}

export interface MediaRoom {
  readonly name: string;
  /** Lets the publisher in. */
  readonly token: string;
  /** Shows this look; returns whether the image can be read. */
  apply(prompt: string | null, image: string | null): Promise<boolean>;
  /** The signaling session is over. */
  leave(clientLeft: boolean): void;
  close(): void;
}

export function openMediaRoom(server: LiveKitServer, name: string, onFirstFrame: () => void): MediaRoom {
  const room = new Room({
    name,
    gates: noGate,
    longSide: LONG_SIDE,
    onFirstFrame,
    onChange() {},
    onClosed: () => server.forget(room),
  });
  room.setState({ look: lookFor(null), image: null });
  return {
    name,
    token: server.admit(room, 'publisher'),
    async apply(prompt, image) {
      const bitmap = image === null ? null : await decode(image);
      if (image !== null && !bitmap) return false;
      room.setState({ look: lookFor(prompt, bitmap !== null), image: bitmap });
      return true;
    },
    leave: (clientLeft) => room.abandon({ clientLeft }),
    close: () => room.close(),
  };
}

async function decode(base64: string): Promise<ImageBitmap | null> {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return await createImageBitmap(new Blob([bytes]));
  } catch {
    return null;
  }
}
