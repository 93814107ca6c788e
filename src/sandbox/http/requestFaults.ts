import { aLimit, anyText, aPattern, oneOf, type Rule, wholeFrom } from '../checks';
import { matches } from '../matches';
import { errorResponse, validationResponse } from './responses';

/** Which requests are affected, and how many of them. */
export interface RequestMatch {
  /** How many requests, from the next one on. @defaultValue 1 */
  count?: number | undefined;
  /**
   * Only requests whose path contains this string or matches this expression, such as `'/v1/jobs'`. @defaultValue all
   */
  path?: string | RegExp | undefined;
  /** Only this method, such as `'POST'`. @defaultValue all */
  method?: string | undefined;
}

export interface RequestFailure extends RequestMatch {
  /** The HTTP status of the response: 401, 403, 422, 429, 500 … */
  status: number;
  /** The text of the response. @defaultValue a message that suits the status */
  detail?: string | undefined;
  /** Sent as `Retry-After`, in seconds. @defaultValue 1 for a 429, else none */
  retryAfter?: number | undefined;
}

export interface ConnectionBreak extends RequestMatch {
  /**
   * Whether the request never arrived (`'before'`), or was carried out and only its response was lost (`'after'`): in
   * that case a second submit would be billed twice.
   * @defaultValue 'before'
   */
  when?: 'before' | 'after' | undefined;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const MATCH_RULES = {
  count: wholeFrom(1),
  path: aPattern,
  method: {
    must: `one of ${METHODS.join(', ')}`,
    accepts: (value) => typeof value === 'string' && METHODS.includes(value.toUpperCase()),
  },
} satisfies Record<keyof RequestMatch, Rule>;
/** The statuses of responses without a body. */
const EMPTY = [204, 205, 304];
export const FAILURE_RULES = {
  ...MATCH_RULES,
  status: {
    must: `a whole number from 200 to 599, other than ${EMPTY.join(', ')}`,
    accepts: (value) => wholeFrom(200, 599).accepts(value) && !EMPTY.includes(Number(value)),
  },
  detail: anyText,
  retryAfter: aLimit,
} satisfies Record<keyof RequestFailure, Rule>;
export const BREAK_RULES = {
  ...MATCH_RULES,
  when: oneOf('before', 'after'),
} satisfies Record<keyof ConnectionBreak, Rule>;

export type Fault = { kind: 'answer'; answer: () => Response } | { kind: 'break'; when: 'before' | 'after' };

export interface RequestFaults {
  add(match: RequestMatch, fault: Fault): void;
  /** Takes the fault for this request, if there is one. */
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

/** The response of such a failure. */
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

/** Faults that wait for a matching request; of several, the oldest applies. */
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
