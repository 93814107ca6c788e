import { aBoolean, aFunction, either, rule, shape, typeOf } from '../errors/checkOptions';
import { aTimeout, reconnectRule } from '../realtime/connectionRules';
import type { StreamViewerOptions } from './types';

const check = /* @__PURE__ */ shape(
  {
    subscribeToken: either(
      (value) => value === null,
      rule('a string or null', (value) => typeof value === 'string', typeOf),
    ),
    autoStart: aBoolean,
    waitTimeout: aTimeout,
    reconnect: reconnectRule,
    onStatusChange: aFunction,
    onError: aFunction,
  },
  { adviseOn: (key) => (key === 'token' ? 'It is now called `subscribeToken`.' : undefined) },
);

/** @throws `DecartError` `INVALID_OPTIONS`, naming the option, for an invalid value. */
export function checkViewerOptions(options: StreamViewerOptions): void {
  check(options, 'useStreamViewer');
}
