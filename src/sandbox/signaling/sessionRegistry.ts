import type { Conditions } from '../faults/conditions';
import type { ServerSocket } from '../network/serverSocket';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { Session, type SessionContext } from './session';

/** Every session of a sandbox, closed ones too. */
export interface SessionRegistry {
  readonly sessions: readonly Session[];
  readonly open: readonly Session[];
  acceptSocket(socket: ServerSocket): Promise<void>;
  dispose(): void;
}

export function createSessionRegistry(
  tokens: TokenRegistry,
  conditions: Conditions,
  context: SessionContext,
): SessionRegistry {
  const sessions: Session[] = [];
  const open = () => sessions.filter((session) => session.open);

  return {
    sessions,
    get open() {
      return open();
    },
    async acceptSocket(socket) {
      await conditions.gates.pass('signaling');
      if (!socket.open) return;
      const { searchParams } = socket.url;
      const verdict = tokens.verify(searchParams.get('api_key'), searchParams.get('model') ?? undefined);
      if (!verdict.ok && !conditions.keyRefusalHasReason) return socket.refuse();
      const full = open().length >= conditions.sessionLimit;
      const session = new Session(socket, context);
      sessions.push(session);
      context.note(session, 'opened', session.model);
      // A socket that closes before it has opened reaches the page as refused, without a reason.
      setTimeout(() => {
        if (!verdict.ok) session.close(1008, `${verdict.status} ${verdict.detail}`);
        else if (full) {
          session.fail('Concurrent session limit reached.');
          session.close(1013, 'Concurrent session limit reached.');
        }
      });
    },
    dispose() {
      for (const session of sessions) session.dispose();
    },
  };
}
