// The table of how the service refuses and ends a session, and whether a client reconnects. Words and codes are those in
// the tests of Decart's SDK 0.2.5 (October 2026). `error.retryable` is for the button; it decides nothing here.
import type { DecartErrorCode } from '../errors/codes';
import { DecartError } from '../errors/DecartError';

/** What is known about a connection that failed or was lost. */
export interface ConnectionLoss {
  /** The close code of the signaling socket, if it was closed. */
  code?: number | undefined;
  /** The reason of that close. */
  reason?: string | undefined;
  /** The service's error message that came with it. */
  serverError?: ServerError | undefined;
  /** Whether the connection was live before. */
  wasLive?: boolean | undefined;
  /** The value that the SDK rejected with. */
  cause?: unknown;
  /** We closed it, to reconnect with another input. */
  planned?: true | undefined;
}

/** `{ type: 'error' }` of the signaling protocol. */
export interface ServerError {
  text: string;
  /** `capacity` when the service is full. */
  type?: string | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
}

/** Whether and when to reconnect. */
export type Next =
  /** With the usual back-off. */
  | 'retry'
  /** At once with a fresh token, one time. */
  | 'renew'
  /** After the time that the service requests. */
  | 'wait'
  /** Not at all. */
  | 'stop';

/** What to do after a loss. */
export interface Verdict {
  next: Next;
  error: DecartError;
  /** For `wait`: how many seconds, as the service said. */
  retryAfterSeconds?: number | undefined;
  /** Values that the service refused: never sent again automatically. */
  refused?: Refused | undefined;
}

/** Groups of values. The first group that has values which aren't acknowledged yet is at fault, with all of them. */
export type Refused = readonly (readonly ('prompt' | 'image')[])[];

const EVERYTHING: Refused = [['prompt', 'image']];
const LARGEST: Refused = [['image'], ['prompt']];

interface Row {
  matches(loss: ConnectionLoss, words: string): boolean;
  code: DecartErrorCode;
  message: string | ((words: string) => string);
  next: Next;
  status?: number;
  refused?: Refused;
}

const isClose = ({ code, reason = '' }: ConnectionLoss, wanted: number, pattern: RegExp) =>
  code === wanted && pattern.test(reason);

/** The first row that matches counts. */
const REFUSALS: readonly Row[] = [
  {
    matches: (loss) =>
      /concurrent session limit/i.test(loss.serverError?.text ?? '') || isClose(loss, 1013, /session limit/i),
    code: 'CONCURRENCY_LIMIT',
    message: 'This account has reached its limit of concurrent sessions. Try again when one has ended.',
    // Each attempt would take a free slot from somebody who waits for it.
    next: 'stop',
  },
  {
    matches: ({ serverError }) =>
      serverError?.type === 'capacity' || /at capacity/i.test(serverError?.text ?? ''),
    code: 'AT_CAPACITY',
    message: 'Decart is at capacity. Try again in a moment.',
    next: 'wait',
  },
  {
    matches: ({ serverError }) => /insufficient credits/i.test(serverError?.text ?? ''),
    code: 'INSUFFICIENT_CREDITS',
    message: 'This account has no credits left. Add credits in the Decart console.',
    next: 'stop',
    status: 402,
  },
  {
    matches: (loss) => isClose(loss, 1008, /^$/),
    code: 'POLICY_VIOLATION',
    message: 'Decart ended the session because the prompt or image violates its policy. Use another one.',
    next: 'stop',
    refused: EVERYTHING,
  },
  {
    matches: ({ code }) => code === 1009,
    code: 'INVALID_INPUT',
    message: 'The reference image or prompt is too large for Decart. Use a smaller one.',
    next: 'retry',
    refused: LARGEST,
  },
  {
    matches: (_, words) => /\b401\b|unauthorized|invalid (api key|session)/i.test(words),
    code: 'UNAUTHORIZED',
    message:
      'Decart refused the token. Check that the token route creates a new one for every request, for this account and origin.',
    next: 'renew',
    status: 401,
  },
  {
    matches: (_, words) => /origin/i.test(words) && /not allowed|denied|\b403\b/i.test(words),
    code: 'ORIGIN_NOT_ALLOWED',
    message:
      "This token may not be used by this page's origin. Add it to `allowedOrigins` where you create the token.",
    next: 'stop',
    status: 403,
  },
  {
    matches: (_, words) => /not allowed|permission denied|\b403\b/i.test(words),
    code: 'MODEL_NOT_ALLOWED',
    message:
      'This token may not use the model. Add it to `allowedModels` where you create the token, or choose another model.',
    next: 'stop',
    status: 403,
  },
  {
    matches: ({ code }) => code === 1008,
    code: 'POLICY_VIOLATION',
    message: (words) => `Decart ended the session: ${words}`,
    next: 'stop',
    refused: EVERYTHING,
  },
  {
    matches: (_, words) => words !== '',
    code: 'WEBRTC_SERVER_ERROR',
    message: (words) => `Decart reported: ${words}`,
    next: 'retry',
  },
];

/** Classifies a loss by what the service said; `undefined` if it said nothing. */
export function readRefusal(loss: ConnectionLoss): Verdict | undefined {
  // In a live session an error message may be about something else, so its words alone don't count as a refused token or
  // model.
  const words = loss.reason || (loss.wasLive ? '' : (loss.serverError?.text ?? ''));
  const row = REFUSALS.find(({ matches }) => matches(loss, words));
  if (!row) return undefined;
  const { code, message, next, status, refused } = row;
  const { cause } = loss;
  const retryAfterSeconds = loss.serverError?.retryAfter;
  const error = new DecartError(code, typeof message === 'string' ? message : message(words), {
    status,
    cause,
    retryAfterSeconds: next === 'wait' ? retryAfterSeconds : undefined,
    fatal: next === 'stop' || refused === undefined,
  });
  return { next, error, retryAfterSeconds, refused };
}

/** Whether an error message of a live session ends it. The close that should follow comes later, or never. */
export function endsSession(serverError: ServerError): boolean {
  const verdict = readRefusal({ serverError, wasLive: true });
  return verdict !== undefined;
}

/**
 * `generation_ended` with this reason means that the service lost the connection; any other reason ends the session.
 */
export function isDrop(reason: string): boolean {
  return reason === 'disconnect';
}

/** What to do after an error before the service said anything: an error of the token, the network or the browser. */
export function readError(error: DecartError): Verdict {
  return { next: nextAfter(error), error, retryAfterSeconds: error.retryAfterSeconds };
}

function nextAfter({ code, status = 0 }: DecartError): Next {
  if (code === 'UNAUTHORIZED') return 'renew';
  if (code.startsWith('WEBRTC_') || code === 'CONNECT_TIMEOUT' || code === 'CONNECTION_LOST') return 'retry';
  // A server that refuses will refuse again, unless it says otherwise.
  const mayPass = status === 0 || status >= 500 || status === 408 || status === 429;
  return mayPass && (code === 'TOKEN_FETCH_FAILED' || code === 'RATE_LIMITED') ? 'retry' : 'stop';
}
