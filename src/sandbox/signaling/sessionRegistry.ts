import type { ServerSocket } from '../network/serverSocket';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import type { ServerMessage } from './messages';
import { Session, type SessionContext } from './session';

/** Every session of a sandbox. */
export interface SessionRegistry {
  /** Oldest first; closed ones too, refused ones not. */
  readonly all: readonly Session[];
  readonly open: readonly Session[];
  acceptSocket(socket: ServerSocket): Promise<void>;
  dispose(): void;
}

/** Why a socket does not become a session. Without a close code its handshake is refused. */
interface Refusal {
  why: string;
  close?: { code: number; reason: string; error?: string };
}

export function createSessionRegistry(tokens: TokenRegistry, context: SessionContext): SessionRegistry {
  const { conditions, gates, note } = context;
  const all: Session[] = [];
  const open = () => all.filter((session) => session.open);

  function objectionTo({ searchParams }: URL): Refusal | null {
    if (conditions.refusedHandshakes > 0) {
      conditions.refusedHandshakes--;
      return { why: 'handshake' };
    }
    const verdict = tokens.verify(searchParams.get('api_key'), searchParams.get('model') ?? undefined);
    if (!verdict.ok) {
      const why = `${verdict.status} ${verdict.detail}`;
      return conditions.keyRefusalHasReason ? { why, close: { code: 1008, reason: why } } : { why };
    }
    if (open().length < conditions.sessionLimit) return null;
    const error = 'Concurrent session limit reached.';
    return { why: error, close: { code: 1013, reason: error, error } };
  }

  function refuse(socket: ServerSocket, { close }: Refusal): void {
    if (!close) {
      socket.refuse();
      return;
    }
    // Closed before it has opened, a socket reaches the page as refused, without its reason.
    setTimeout(() => {
      const message: ServerMessage | null = close.error ? { type: 'error', error: close.error } : null;
      if (message) socket.send(JSON.stringify(message));
      socket.close(close.code, close.reason);
    });
  }

  return {
    all,
    get open() {
      return open();
    },
    async acceptSocket(socket) {
      await gates.pass('signaling');
      if (!socket.open) return;
      const refusal = objectionTo(socket.url);
      if (refusal) {
        note(null, 'refused', refusal.why);
        refuse(socket, refusal);
        return;
      }
      const session = new Session(socket, context);
      all.push(session);
      note(session, 'opened', session.model);
    },
    dispose() {
      for (const session of all) session.dispose();
    },
  };
}
