import type { Logger } from '@decartai/sdk';
import { isRecord } from '../errors/json';
import { redact, redactCause } from '../errors/redact';

/** A logger that hands on to whichever is the newest, without keys and tokens. */
export function forwardingLogger(newest: () => Logger): Logger {
  const forward =
    (level: keyof Logger): Logger[typeof level] =>
    (message, data) => {
      const clean = redactCause(data);
      if (isRecord(clean)) newest()[level](redact(message), clean);
      else newest()[level](redact(message));
    };
  return { debug: forward('debug'), info: forward('info'), warn: forward('warn'), error: forward('error') };
}
