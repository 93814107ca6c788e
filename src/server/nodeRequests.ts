import type { Fetch } from './nodeFetch';

/** What the adapter to Node knows of a request, and a standard `Request` has no place for. */
export interface NodeExtras {
  /** The address of the other end of the socket. */
  address: string | undefined;
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
