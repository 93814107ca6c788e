import { forwardedAddress } from './origin';

/** A standard `Request` has no address; the adapter to Node, which has the socket, leaves it here. */
const socketAddresses = new WeakMap<Request, string>();

export function rememberAddress(request: Request, address: string | undefined): void {
  if (address !== undefined) socketAddresses.set(request, address);
}

/** Undefined where neither a trusted proxy nor the adapter says it. */
export function addressOf(request: Request, trustProxy: boolean | number): string | undefined {
  return forwardedAddress(request, trustProxy) ?? socketAddresses.get(request);
}
