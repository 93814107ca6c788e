import type { ServerSocket } from '../network/serverSocket';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { Session, type SessionContext } from './session';

/** Every session of a sandbox. */
export interface SessionRegistry {
  /** Oldest first; closed ones too. */
  readonly all: readonly Session[];
  readonly open: readonly Session[];
  acceptSocket(socket: ServerSocket): Promise<void>;
  dispose(): void;
}

export function createSessionRegistry(tokens: TokenRegistry, context: SessionContext): SessionRegistry {
  const { conditions, gates, note } = context;
  const all: Session[] = [];
  const open = () => all.filter((session) => session.open);

  return {
    all,
    get open() {
      return open();
    },
    async acceptSocket(socket) {
      await gates.pass('signaling');
      if (!socket.open) return;
      if (conditions.refusedHandshakes > 0) {
        conditions.refusedHandshakes--;
        return socket.refuse();
      }
      const { searchParams } = socket.url;
      const verdict = tokens.verify(searchParams.get('api_key'), searchParams.get('model') ?? undefined);
      if (!verdict.ok && !conditions.keyRefusalHasReason) return socket.refuse();
      const full = open().length >= conditions.sessionLimit;
      const session = new Session(socket, context);
      all.push(session);
      note(session, 'opened', session.model);
      // Closed before it has opened, a socket reaches the page as refused, without its reason.
      setTimeout(() => {
        if (!verdict.ok) session.close(1008, `${verdict.status} ${verdict.detail}`);
        else if (full) {
          session.fail('Concurrent session limit reached.');
          session.close(1013, 'Concurrent session limit reached.');
        }
      });
    },
    dispose() {
      for (const session of all) session.dispose();
    },
  };
}
