import type { ServerSocket } from '../network/serverSocket';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { type CustomEnding, nameOf, stepsOf } from './endings';
import { Session, type SessionContext } from './session';

/** Every session of a sandbox. */
export interface SessionRegistry {
  /** Oldest first; includes closed ones, but not refused ones. */
  readonly all: readonly Session[];
  readonly open: readonly Session[];
  /** Those that count towards the account's limit: open ones, and those that have just closed. */
  readonly counted: readonly Session[];
  acceptSocket(socket: ServerSocket): Promise<void>;
  dispose(): void;
}

/** The reason why a socket doesn't become a session. Without an ending, the handshake is refused. */
interface Refusal {
  why: string;
  ending?: CustomEnding;
}

export function createSessionRegistry(tokens: TokenRegistry, context: SessionContext): SessionRegistry {
  const { conditions, gates, note } = context;
  const all: Session[] = [];
  const open = () => all.filter((session) => session.open);
  const counted = () =>
    all.filter((session) => session.open || tokens.now() - session.closedAt < conditions.sessionReleaseMs);

  function objectionTo({ searchParams }: URL): Refusal | null {
    if (conditions.refusedHandshakes > 0) {
      conditions.refusedHandshakes--;
      return { why: 'handshake' };
    }
    const verdict = tokens.verify(searchParams.get('api_key'), searchParams.get('model') ?? undefined);
    if (!verdict.ok) {
      const why = `${verdict.status} ${verdict.detail}`;
      return conditions.keyRefusalHasReason ? { why, ending: { code: 1008, reason: why } } : { why };
    }
    const { refusal } = conditions;
    if (refusal && refusal.times > 0) {
      refusal.times--;
      return { why: nameOf(refusal.ending), ending: stepsOf(refusal.ending, 0, refusal.retryAfter) };
    }
    if (counted().length < conditions.sessionLimit) return null;
    return { why: 'session_limit', ending: stepsOf('session_limit', 0) };
  }

  function refuse(socket: ServerSocket, { ending }: Refusal): void {
    if (!ending) {
      socket.refuse();
      return;
    }
    // If a socket is closed before it has opened, the page sees it as refused, without the reason. The close comes a tick
    // later.
    setTimeout(() => {
      if (ending.message) socket.send(JSON.stringify(ending.message));
      const { code, reason = '' } = ending;
      if (code !== undefined) setTimeout(() => socket.close(code, reason));
    });
  }

  return {
    all,
    get open() {
      return open();
    },
    get counted() {
      return counted();
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
