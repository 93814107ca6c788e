import type { Logger } from '@decartai/sdk';
import { isRecord } from '../../errors/json';
import { redact } from '../../errors/redact';

/** Where the handlers log messages that only the server's owner may read: `error` of the SDK's `Logger`. */
export type ServerLogger = Pick<Logger, 'error'>;

/** Only this file writes to the console: a server has no other place that everybody reads. */
const serverConsole: ServerLogger = {
  error: (message, data) => console.error(`[decart-react] ${message}`, ...(data ? [data] : [])),
};

/** A logger that never throws, and never writes a key or a token. */
export interface SafeLogger {
  error(message: string, cause?: unknown): void;
  /** A string without keys and tokens, for clients, which must not see what is in the log. */
  clean(text: string): string;
  /** The same logger, which also removes this secret. */
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
      // It may fail at once or later: a failing log must not fail a request or end the process.
      new Promise((resolve) => resolve(logger.error(clean(message), data))).catch(() => {});
    },
    hiding: (secret) => createSafeLogger(logger, [...secrets, secret]),
  };
}

/** For a key that doesn't look like one. */
export function removeSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '…');
}

/** If an object isn't an error, only the fields of an error are logged: the rest may be anything. */
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
    // An object without a prototype, or with a getter that throws.
    return "something that can't be read";
  }
}
