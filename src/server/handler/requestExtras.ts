import { isRecord } from '../../errors/json';
import type { Fetch } from '../node/nodeFetch';
import type { NodeRequest } from '../node/toNodeHandler';

/**
 * The argument of handlers in frameworks that pass the request inside an object: SvelteKit, Astro, React Router, Remix,
 * SolidStart, Cloudflare Pages.
 */
export interface RequestEvent {
  readonly request: Request;
  /** The client's address, as Astro provides it. Pass it yourself if your server knows it. */
  readonly clientAddress?: string | undefined;
  /** Returns the client's address, as in SvelteKit. */
  getClientAddress?(): string;
}

/** Facts about a request for which a standard `Request` has no field. */
export interface RequestExtras {
  /** The handler's argument, if it wasn't the request itself. */
  event?: RequestEvent;
  /** Node's request. */
  nodeRequest?: NodeRequest;
  /** A faster `fetch`, if there is one. */
  fetch?: Fetch | undefined;
  /** Whether other code has already read the whole body. */
  hasLostBody?: boolean;
}

const extras = new WeakMap<Request, RequestExtras>();

export function rememberExtras(request: Request, known: RequestExtras): void {
  extras.set(request, { ...extras.get(request), ...known });
}

export function extrasOf(request: Request): RequestExtras {
  return extras.get(request) ?? {};
}

/** The request in the handler's argument. Undefined for anything else, such as a request from Express. */
export function requestOf(input: unknown): Request | undefined {
  if (isRequest(input)) return input;
  if (!isEvent(input)) return undefined;
  rememberExtras(input.request, { event: input });
  return input.request;
}

/** The address that the framework provides. */
export function eventAddress(request: Request): string | undefined {
  const { event } = extrasOf(request);
  try {
    // Astro's throws for pages that are rendered at build time.
    const address: unknown = event?.getClientAddress?.() ?? event?.clientAddress;
    return typeof address === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The framework's argument to the handler, if it isn't the request itself: with SvelteKit's `locals`, the `context` of
 * React Router, or Cloudflare Pages' `env`. Undefined if the handler was called with the request.
 *
 * @param request - the argument of `authorize`
 *
 * @example
 * ```ts
 * // SvelteKit, with a user that `hooks.server.ts` has put into `locals`
 * type SignedIn = RequestEvent & { locals: { user?: { id: string } } };
 * const authorize = (request: Request) => getRequestEvent<SignedIn>(request)?.locals.user ?? null;
 * ```
 */
export function getRequestEvent<Event extends RequestEvent = RequestEvent>(
  request: Request,
): Event | undefined {
  // Only the developer who mounted the handler knows what calls it.
  return extrasOf(request).event as Event | undefined;
}

/** Checked by shape: one from another realm isn't an `instanceof Request`. */
function isRequest(value: unknown): value is Request {
  return (
    isRecord(value) &&
    typeof value.url === 'string' &&
    typeof value.method === 'string' &&
    isRecord(value.headers) &&
    typeof value.headers.get === 'function'
  );
}

function isEvent(value: unknown): value is RequestEvent {
  return isRecord(value) && isRequest(value.request);
}
