import type { Logger } from '@decartai/sdk';
import { isRecord } from '../../errors/json';
import { redact } from '../../errors/redact';

/** Where the handlers write what only the server's owner may read: `error` of the SDK's `Logger`. */
export type ServerLogger = Pick<Logger, 'error'>;

/** Only this file of the package writes to the console: a server has no other place that everybody reads. */
const serverConsole: ServerLogger = {
  error: (message, data) => console.error(`[decart-react] ${message}`, ...(data ? [data] : [])),
};

export interface SafeLogger {
  error(message: string, cause?: unknown): void;
}

/** A logger that takes `secret`, and everything that looks like a key or a token, out of what it writes. It never throws. */
export function createSafeLogger(
  logger: ServerLogger = serverConsole,
  secret: () => string = () => '',
): SafeLogger {
  const clean = (text: string) => removeSecret(redact(text), secret());
  return {
    error(message, cause) {
      try {
        logger.error(clean(message), cause === undefined ? undefined : { cause: clean(describe(cause)) });
      } catch {
        // A logger that fails must not fail the request.
      }
    },
  };
}

/** For a key that does not look like one. */
export function removeSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '…');
}

/** Of an object that is no error, what errors have: the rest of it may be anything. */
function describe(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error)) {
    const known = isRecord(cause) ? [cause.code, cause.message].filter(Boolean).join(': ') : '';
    return known || String(cause);
  }
  const own = cause.stack ?? `${cause.name}: ${cause.message}`;
  return cause.cause === undefined || depth > 5
    ? own
    : `${own}\ncaused by ${describe(cause.cause, depth + 1)}`;
}
