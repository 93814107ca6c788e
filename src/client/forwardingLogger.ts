import type { Logger } from '@decartai/sdk';
import { isRecord } from '../errors/json';
import { redact, redactCause } from '../errors/redact';

/** A logger that forwards to the newest logger, without keys and tokens. */
export function forwardingLogger(newest: () => Logger): Logger {
  const forward =
    (level: keyof Logger): Logger[typeof level] =>
    (message, data) => {
      const clean = redactCause(data);
      newest()[level](redact(message), ...(isRecord(clean) ? [clean] : []));
    };
  return { debug: forward('debug'), info: forward('info'), warn: forward('warn'), error: forward('error') };
}

/**
 * Logs warnings and errors to the console. The SDK's own console logger would be the only part of the SDK that a page
 * loads at first.
 */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn: (...line) => console.warn('[decart-react]', ...line),
  error: (...line) => console.error('[decart-react]', ...line),
};
