import { extrasOf } from '../handler/requestExtras';
import type { NodeRequest } from './toNodeHandler';

/**
 * The request of Node, Express or Fastify from which `toNodeHandler` made a `Request`, with the properties that
 * middleware has added, such as the session. Undefined if the request didn't come that way.
 *
 * @param request - the argument of `authorize`
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
  // Only the developer who mounted the handler knows what calls it.
  return extrasOf(request).nodeRequest as Source | undefined;
}
