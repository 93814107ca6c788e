/**
 * A stage of a start at which the sandbox can be paused: the token route, the signaling socket's handshake, the room's
 * announcement, LiveKit's handshake, the answer to an offer, and the answer to a track that should be published.
 */
export type StartStage = 'token' | 'signaling' | 'room' | 'livekit' | 'media' | 'publish';

export const STAGES: Readonly<Record<StartStage, true>> = {
  token: true,
  signaling: true,
  room: true,
  livekit: true,
  media: true,
  publish: true,
};

/** Gates at the stages of a start; all open unless closed. */
export interface Gates {
  /** Resolves when the gate of the stage is open. */
  pass(stage: StartStage): Promise<void>;
  /** How many starts are waiting at a stage. */
  waiting(stage: StartStage): number;
  /** Closes the gate; the returned function opens it again. */
  hold(stage: StartStage): () => void;
  openAll(): void;
}

export function createGates(): Gates {
  const held = new Map<StartStage, (() => void)[]>();

  function open(stage: StartStage): void {
    const waiting = held.get(stage) ?? [];
    held.delete(stage);
    for (const go of waiting) go();
  }

  return {
    pass(stage) {
      const waiting = held.get(stage);
      return waiting ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
    waiting: (stage) => held.get(stage)?.length ?? 0,
    hold(stage) {
      const waiting = held.get(stage) ?? [];
      held.set(stage, waiting);
      return () => {
        // It may have been opened, and closed again, since.
        if (held.get(stage) === waiting) open(stage);
      };
    },
    openAll() {
      for (const stage of [...held.keys()]) open(stage);
    },
  };
}
