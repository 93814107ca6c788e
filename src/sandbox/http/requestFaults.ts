import { matches } from '../matches';
import { errorResponse, validationResponse } from './responses';

/** Which requests are meant, and how many of them. */
export interface RequestMatch {
  /** How many requests, from the next one on. @defaultValue 1 */
  count?: number | undefined;
  /** Only those whose path contains this text or matches this expression, as `'/v1/jobs'`. @defaultValue all */
  path?: string | RegExp | undefined;
  /** Only this method, as `'POST'`. @defaultValue all */
  method?: string | undefined;
}

export interface RequestFailure extends RequestMatch {
  /** The HTTP status of the answer: 401, 403, 422, 429, 500 … */
  status: number;
  /** The text of the answer. @defaultValue one that fits the status */
  detail?: string | undefined;
  /** Sent as `Retry-After`, in seconds. @defaultValue 1 for a 429, else none */
  retryAfter?: number | undefined;
}

export interface ConnectionBreak extends RequestMatch {
  /**
   * Whether the request was never heard (`'before'`), or was carried out and only its answer was lost (`'after'`):
   * the case in which a second submit would be a second bill.
   * @defaultValue 'before'
   */
  when?: 'before' | 'after' | undefined;
}

export type Fault = { kind: 'answer'; answer: () => Response } | { kind: 'break'; when: 'before' | 'after' };

export interface RequestFaults {
  add(match: RequestMatch, fault: Fault): void;
  /** The fault meant for this request, used up by it. */
  take(method: string, path: string): Fault | null;
  clear(): void;
}

const DETAILS: Record<number, string> = {
  401: 'Invalid API key',
  402: 'Insufficient credits',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request body is too large',
  429: 'Rate limit exceeded',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The answer that such a failure gives. */
export function failureResponse({ status, detail, retryAfter }: RequestFailure): Response {
  if (status === 422) {
    const msg = detail ?? 'String should have at most 1000 characters';
    return validationResponse([{ loc: ['body', 'prompt'], msg, type: 'value_error' }]);
  }
  const seconds = retryAfter ?? (status === 429 ? 1 : null);
  return errorResponse(
    status,
    detail ?? DETAILS[status] ?? 'Error',
    seconds === null ? {} : { 'retry-after': String(seconds) },
  );
}

function isMeant({ path, method }: RequestMatch, requestMethod: string, requestPath: string): boolean {
  if (method !== undefined && method.toUpperCase() !== requestMethod) return false;
  return path === undefined || matches(requestPath, path);
}

/** Faults that wait for the request they are meant for; the oldest that fits comes first. */
export function createRequestFaults(): RequestFaults {
  let waiting: { match: RequestMatch; fault: Fault; left: number }[] = [];
  return {
    add(match, fault) {
      waiting.push({ match, fault, left: match.count ?? 1 });
    },
    take(method, path) {
      const found = waiting.find(({ match }) => isMeant(match, method, path));
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((entry) => entry !== found);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}
