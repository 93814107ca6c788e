import { extrasOf } from '../handler/requestExtras';
import type { NodeRequest } from './toNodeHandler';

/**
 * The request of Node, Express or Fastify that a `Request` was made from by `toNodeHandler`, with what middleware has left
 * on it, such as the session. Undefined if the request didn't come that way.
 *
 * @param request - what `authorize` was called with
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
  return extrasOf(request).nodeRequest as Source | undefined;
}
