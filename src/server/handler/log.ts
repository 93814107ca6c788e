import type { Logger } from '@decartai/sdk';
import { isRecord } from '../../errors/json';
import { redact } from '../../errors/redact';

/** Where the handlers write what only the server's owner may read: `error` of the SDK's `Logger`. */
export type ServerLogger = Pick<Logger, 'error'>;

/** Only this file of the package writes to the console: a server has no other place that everybody reads. */
const serverConsole: ServerLogger = {
  error: (message, data) => console.error(`[decart-react] ${message}`, ...(data ? [data] : [])),
};

/** A logger that never throws, and that writes no key and no token. */
export interface SafeLogger {
  error(message: string, cause?: unknown): void;
  /** A text without keys and tokens, for those who may not read the log. */
  clean(text: string): string;
  /** The same logger, which keeps this secret to itself, too. */
  hiding(secret: string): SafeLogger;
}

export function createSafeLogger(
  logger: ServerLogger = serverConsole,
  secrets: readonly string[] = [],
): SafeLogger {
  const clean = (text: string) => secrets.reduce(removeSecret, redact(text));
  return {
    clean,
    error(message, cause) {
      const data = cause === undefined ? undefined : { cause: clean(describe(cause)) };
      // It may fail at once or later: a log that cannot be written must not fail a request, nor end the process.
      new Promise((resolve) => resolve(logger.error(clean(message), data))).catch(() => {});
    },
    hiding: (secret) => createSafeLogger(logger, [...secrets, secret]),
  };
}

/** For a key that does not look like one. */
export function removeSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '…');
}

/** Of an object that isn't an error, what errors have: the rest of it may be anything. */
function describe(cause: unknown, depth = 0): string {
  try {
    if (!(cause instanceof Error)) {
      const known = isRecord(cause) ? [cause.code, cause.message].filter(Boolean).join(': ') : '';
      return known || String(cause);
    }
    const own = cause.stack ?? `${cause.name}: ${cause.message}`;
    return cause.cause === undefined || depth > 5
      ? own
      : `${own}\ncaused by ${describe(cause.cause, depth + 1)}`;
  } catch {
    // An object without a prototype, or a getter that throws.
    return 'something that cannot be read';
  }
}
