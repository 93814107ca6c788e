import { isRecord } from '../../errors/json';
import type { Fetch } from '../node/nodeFetch';
import type { NodeRequest } from '../node/toNodeHandler';

/**
 * What frameworks that pass the request within an object call a handler with: SvelteKit, Astro, React Router, Remix,
 * SolidStart, Cloudflare Pages.
 */
export interface RequestEvent {
  readonly request: Request;
  /** The client's address, as Astro gives it. Pass it yourself where your server knows it. */
  readonly clientAddress?: string | undefined;
  /** Returns the client's address, as in SvelteKit. */
  getClientAddress?(): string;
}

/** What is known of a request that a standard `Request` has no place for. */
export interface RequestExtras {
  /** What the handler was called with, if that wasn't the request itself. */
  event?: RequestEvent;
  /** The request as Node gave it. */
  nodeRequest?: NodeRequest;
  /** A faster `fetch`, where there is one. */
  fetch?: Fetch | undefined;
  /** Whether something has read the body before us, and left nothing of it. */
  hasLostBody?: boolean;
}

const extras = new WeakMap<Request, RequestExtras>();

export function rememberExtras(request: Request, known: RequestExtras): void {
  extras.set(request, { ...extras.get(request), ...known });
}

export function extrasOf(request: Request): RequestExtras {
  return extras.get(request) ?? {};
}

/** The request in what a handler was called with. Undefined for anything else, such as a request of Express. */
export function requestOf(input: unknown): Request | undefined {
  if (isRequest(input)) return input;
  if (!isEvent(input)) return undefined;
  rememberExtras(input.request, { event: input });
  return input.request;
}

/** The address that the framework says. */
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
 * What the framework called the handler with, if it isn't the request itself: with SvelteKit's `locals`, the `context` of
 * React Router, or Cloudflare Pages' `env`. Undefined if the handler was called with the request.
 *
 * @param request - what `authorize` was called with
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
  // Only who has mounted the handler knows what calls it.
  return extrasOf(request).event as Event | undefined;
}

/** By its shape: one of another realm is no `instanceof Request`. */
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
