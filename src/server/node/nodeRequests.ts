import type { Fetch } from './nodeFetch';
import type { NodeRequest } from './toNodeHandler';

/** What the adapter to Node knows of a request, and a standard `Request` has no place for. */
export interface NodeExtras {
  /** The request as Node gave it. */
  source: NodeRequest;
  /** A faster `fetch`, where there is one. */
  fetch: Fetch | undefined;
}

const extras = new WeakMap<Request, NodeExtras>();

export function rememberExtras(request: Request, known: NodeExtras): void {
  extras.set(request, known);
}

export function extrasOf(request: Request): Partial<NodeExtras> {
  return extras.get(request) ?? {};
}

/**
 * The request of Node, Express or Fastify that a `Request` was made from by `toNodeHandler`, with what middleware has left
 * on it, such as the session. Undefined where the request did not come that way.
 *
 * @param request - what `authorize` was given
 *
 * @example
 * ```ts
 * type SignedIn = express.Request & { user?: { id: string } }; // passport, for example
 * const authorize = (request: Request) => getNodeRequest<SignedIn>(request)?.user ?? null;
 * ```
 */
export function getNodeRequest<Source extends NodeRequest = NodeRequest>(
  request: Request,
): Source | undefined {
  // Only who has mounted the handler knows what calls it.
  return extrasOf(request).source as Source | undefined;
}
