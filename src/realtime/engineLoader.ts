import type { ClientCore } from '../client/clientCore';
import { chunkError } from '../errors/chunkError';

export const importEngine = () => import('./engine');

/** The code that a session needs only when it is started. */
export type Engine = Awaited<ReturnType<typeof importEngine>>;

export interface EngineLoader {
  /** @throws `DecartError` `LIVEKIT_INITIALIZATION_ERROR` when it can't be loaded */
  load(): Promise<Engine>;
  /** Loads it with livekit-client. The start reports any failure. */
  preload(): Promise<void>;
  /** Preloads it and fetches a token: at most once in 30 seconds. Never rejects. */
  prepare(): Promise<void>;
}

const PREPARED_MS = 30_000;

export function createEngineLoader({ auth }: ClientCore, importIt: () => Promise<Engine>): EngineLoader {
  let prepared: { at: number; promise: Promise<void> } | undefined;

  async function load(): Promise<Engine> {
    return importIt().catch((cause: unknown) => {
      throw chunkError('LIVEKIT_INITIALIZATION_ERROR', cause);
    });
  }

  async function preload() {
    try {
      const engine = await load();
      await engine.preloadLiveKit();
    } catch {}
  }

  return {
    load,
    preload,
    async prepare() {
      if (!prepared || performance.now() - prepared.at > PREPARED_MS) {
        const token = auth.mode === 'proxy' ? undefined : auth.getToken();
        const promise = Promise.allSettled([preload(), token]).then(() => {});
        prepared = { at: performance.now(), promise };
      }
      await prepared.promise;
    },
  };
}
