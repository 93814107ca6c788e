import type { TokenRegistry } from '../tokens/tokenRegistry';

export interface HttpApiContext {
  tokens: TokenRegistry;
  /** Answers `POST /watch-stream/{room}`, once the key is known to be good. */
  watchStream?: (room: string, request: Request) => Response | Promise<Response>;
  /** The numbers that `GET /v1/realtime/quota` answers with. */
  quota?: () => { limit: number; active: number };
}

export interface HttpApi {
  /** Answers one HTTP request as Decart would; never rejects (a broken connection is `Response.error()`). */
  handle(request: Request): Promise<Response>;
  /** Uploaded files, for the realtime half's `image_ref`. */
  readonly files: { get(id: string): Blob | null };
  /** Faults, timing and logs, to be spread into the sandbox object. */
  readonly controls: object;
  /** Stops every job. */
  dispose(): void;
}

/** Decart's HTTP half: tokens, generate, jobs and files. */
export function createHttpApi(_context: HttpApiContext): HttpApi {
  return {
    handle: async () => Response.json({ detail: 'Not Found' }, { status: 404 }),
    files: { get: () => null },
    controls: {},
    dispose() {},
  };
}
