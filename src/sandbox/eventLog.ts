/** Something that happened in the sandbox. */
export interface SandboxEvent {
  /** Milliseconds since the sandbox was created. */
  readonly at: number;
  /** The session of the event, or null for the sandbox as a whole. */
  readonly sessionId: string | null;
  /** In words. */
  readonly what: string;
  /** Details such as the prompt or the close code. */
  readonly detail?: string;
}

/** The events so far, for a timeline; the array is replaced after each event, and only then. */
export interface EventLog {
  readonly events: readonly SandboxEvent[];
  add(sessionId: string | null, what: string, detail?: string): void;
  subscribe(listener: () => void): () => void;
  clear(): void;
}

const MAX_EVENTS = 500;

export function createEventLog(): EventLog {
  const start = Date.now();
  const listeners = new Set<() => void>();
  let events: readonly SandboxEvent[] = [];

  return {
    get events() {
      return events;
    },
    add(sessionId, what, detail) {
      const event = { at: Date.now() - start, sessionId, what, ...(detail === undefined ? {} : { detail }) };
      events = [...events.slice(1 - MAX_EVENTS), event];
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (error) {
          // Thrown here, it would break what the service is doing at the moment.
          report(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    clear() {
      listeners.clear();
    },
  };
}

/** As an error of the page. */
function report(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
}
