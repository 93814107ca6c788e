import { parseRetryAfter } from '../../errors/retryAfter';

/** The `Retry-After` header for what an app, a store or Decart has said, in whole seconds. Empty if it makes no sense. */
export function retryAfterHeader(said: unknown): Record<string, string> {
  const seconds =
    typeof said === 'number' || typeof said === 'string' ? parseRetryAfter(String(said)) : undefined;
  return seconds === undefined ? {} : { 'retry-after': String(Math.ceil(seconds)) };
}
